package dev.nulltickets.http;

import dev.nulltickets.core.IdempotencyKey;
import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.run.LeaseToken;
import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.StoreOverloadedException;
import dev.nulltickets.core.spi.StoreUnreachableException;
import dev.nulltickets.core.trace.TraceDecoder;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lead a request through its stations: host filter, route, credential, body, handler. Whatever goes wrong on the way
 * becomes an answer in the contract's error shape.
 */
final class Dispatcher {
    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());
    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    private static final HeaderName PREFER = HeaderNames.create("Prefer");
    private static final HeaderName SEC_FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final Tracker tracker;
    private final Router router;
    private final Gatekeeper gatekeeper;
    private final HostFilter hosts;
    private final Bodies bodies;
    private final BodyBudget budget = new BodyBudget();
    private final Waits waits = new Waits();

    Dispatcher(Tracker tracker, TraceDecoder decoder, HttpSettings settings) {
        this.tracker = tracker;
        this.router = new Router(RouteTable.routes(new SystemRoutes(settings.version())));
        this.gatekeeper = new Gatekeeper(tracker, settings.apiToken());
        this.hosts = new HostFilter(settings.host(), settings.allowedHosts());
        this.bodies = new Bodies(settings, decoder);
    }

    Reply dispatch(ServerRequest request) {
        Target target = Target.of(request.path().rawPath());
        if (!isAllowed(request, target)) {
            return Reply.error(403, "forbidden", "Host or Origin is not allowed here");
        }
        try {
            return route(target, request);
        } catch (RejectedException refused) {
            return Refusals.reply(refused.rejection());
        } catch (RefusedRequest refused) {
            return refused.reply();
        } catch (StoreOverloadedException overloaded) {
            return retryLater("overloaded", "the tracker has more work waiting than it takes");
        } catch (StoreUnreachableException away) {
            // Whoever keeps house says so once, and not again for each request.
            return retryLater("unavailable", "the tracker cannot reach its database");
        } catch (StoreException unavailable) {
            LOG.log(Level.ERROR, "the store failed", unavailable);
            return retryLater("unavailable", "the tracker cannot reach its store");
        } catch (RequestException malformed) {
            return HttpErrors.reply(malformed.status(), bodyLimit(method(request), target.path()));
        } catch (CloseConnectionException gone) {
            // Nobody is there to be told anything.
            throw gone;
        } catch (OutOfMemoryError tooMuch) {
            // What this request has filled is free again, so the others go on.
            LOG.log(Level.ERROR, "not enough memory for " + request.prologue(), tooMuch);
            return retryLater("overloaded", "the request needs more memory than the tracker has left");
        } catch (RuntimeException fault) {
            // The last resort: a fault of the tracker must not tell a caller more than that there is one.
            LOG.log(Level.ERROR, "fault in " + request.prologue(), fault);
            return Reply.error(500, "internal", "the tracker failed to answer; its log says why");
        }
    }

    private boolean isAllowed(ServerRequest request, Target target) {
        String host = target.host() == null ? header(request, HeaderNames.HOST) : target.host();
        if (!request.headers().contains(HeaderNames.ORIGIN)
                && !request.headers().contains(SEC_FETCH_SITE)) {
            return hosts.allows(host, null);
        }
        List<String> origins = request.headers().values(HeaderNames.ORIGIN);
        boolean hidden = !READS.contains(method(request))
                && HostFilter.hidesItsOrigin(request.headers().values(SEC_FETCH_SITE), origins);
        return !hidden && hosts.allows(host, null) && origins.stream().allMatch(origin -> hosts.allows(host, origin));
    }

    int waiting() {
        return waits.count();
    }

    /** Answer all who wait for work, now and from now on, that there is none. */
    void endWaits() {
        waits.close();
    }

    /** Return the most bytes that the body of a request may have. */
    int bodyLimit(String method, String rawPath) {
        return bodies.limit(kind(method, rawPath));
    }

    /** Say whether a request is an export of traces that is answered in protobuf. */
    boolean answersInProtobuf(ServerRequest request) {
        return answersInProtobuf(
                request.headers(), method(request), request.path().rawPath());
    }

    /** Say the same of a request that has not come to be routed. */
    boolean answersInProtobuf(Headers headers, String method, String rawPath) {
        // The header first: it is cheaper to look at, and few requests have it.
        return ExportAnswer.isInProtobuf(headers)
                && kind(method, Target.of(rawPath).path()) == BodyKind.TRACES;
    }

    private BodyKind kind(String method, String rawPath) {
        try {
            return router.find(method, rawPath) instanceof Router.Found.Match match
                    ? match.route().body()
                    : BodyKind.NONE;
        } catch (RejectedException malformedPath) {
            return BodyKind.NONE;
        }
    }

    private Reply route(Target target, ServerRequest request) {
        String method = method(request);
        if (target.path().equals("*") && method.equals("OPTIONS")) {
            return otherMethod(method, router.methods());
        }
        return switch (router.find(method, target.path())) {
            case Router.Found.UnknownPath unknown -> Reply.error(404, "not_found", "no such path");
            case Router.Found.WrongMethod wrong -> otherMethod(method, wrong.allow());
            case Router.Found.Match match -> serve(match, request);
        };
    }

    private static Reply otherMethod(String method, String allow) {
        Reply reply = method.equals("OPTIONS")
                ? Reply.nothing()
                : Reply.error(405, "method_not_allowed", "allowed here: " + allow);
        return reply.withHeader("Allow", allow);
    }

    private Reply serve(Router.Found.Match match, ServerRequest request) {
        String bearer = Gatekeeper.bearer(request.headers().all(HeaderNames.AUTHORIZATION, List::of));
        gatekeeper.admit(match, bearer);
        try {
            return run(match, request, bearer);
        } catch (RejectedException refused) {
            if (Refusals.reply(refused.rejection()).status() == 400) {
                gatekeeper.admitToLease(match, bearer);
            }
            throw refused;
        }
    }

    private Reply run(Router.Found.Match match, ServerRequest http, @Nullable String bearer) {
        BodyKind kind = match.route().body();
        byte[] bytes = bodies.receive(kind, http);
        Reply reply = budget.run(bytes.length, () -> run(match, http, bodies.read(kind, bytes, http), bearer));
        return reply.later() == null ? reply : waits.await(http.remotePeer(), reply.later());
    }

    private Reply run(Router.Found.Match match, ServerRequest http, Body body, @Nullable String bearer) {
        Request request = new Request(
                tracker,
                match.parameters(),
                http.query().rawValue(),
                body,
                bearer,
                http.headers().all(PREFER, List::of));
        Handler handler = match.route().handler();
        String key = match.route().writes() ? idempotencyKey(http) : null;
        if (key == null) {
            return handler.handle(request);
        }
        IdempotencyKey once = new IdempotencyKey(
                match.route().method() + " " + Target.of(http.path().rawPath()).path(),
                key,
                body.identity(),
                holder(match.route(), bearer));
        return handler.once(request, once);
    }

    private static @Nullable LeaseToken holder(Route route, @Nullable String bearer) {
        return switch (route.credential()) {
            case RUN_LEASE, LEASE -> bearer == null ? null : new LeaseToken(bearer);
            case NONE, API, API_OR_RUN_LEASE -> null;
        };
    }

    private static @Nullable String idempotencyKey(ServerRequest request) {
        List<String> keys = request.headers().all(IDEMPOTENCY_KEY, List::of);
        if (keys.size() > 1) {
            throw new Rejection.ValidationFailed("Idempotency-Key must be given once").asException();
        }
        if (keys.isEmpty()) {
            return null;
        }
        if (!keys.getFirst().chars().allMatch(c -> c < 128)) {
            // The server below reads headers as ASCII, so that different keys would look the same.
            throw new Rejection.ValidationFailed("Idempotency-Key must be ASCII").asException();
        }
        return keys.getFirst();
    }

    private static Reply retryLater(String code, String message) {
        return Reply.error(503, code, message).withHeader("Retry-After", "1");
    }

    private static String method(ServerRequest request) {
        return request.prologue().method().text();
    }

    private static @Nullable String header(ServerRequest request, HeaderName name) {
        return request.headers().first(name).orElse(null);
    }
}
