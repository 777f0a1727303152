package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Prove that a wrong answer is seen to be wrong. */
class DocumentTest {
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");
    private static final String HEALTH = "{'status':'ok','version':'1','tasks_by_stage':[],'active_leases':0}";

    private static Received answer(String method, String target, int status, Map<String, String> headers, String body) {
        return new Received(method, target, status, headers, JsonTree.quoted(body));
    }

    private static void isRight(Received answer) {
        assertThat(Document.problems(answer)).isEmpty();
    }

    private static void isWrong(Received answer) {
        assertThat(Document.problems(answer)).isNotEmpty();
    }

    @Test
    void aRightAnswerIsRight() {
        isRight(answer("GET", "/health", 200, JSON, HEALTH));
        isRight(answer("GET", "/tasks?limit=1", 200, JSON, "{'items':[],'next_cursor':null}"));
        isRight(answer("POST", "/leases/claim", 204, Map.of(), ""));
    }

    @Test
    void aFieldThatIsMissingUnknownOrOfAnotherTypeIsWrong() {
        isWrong(answer("GET", "/health", 200, JSON, HEALTH.replace("'status':'ok',", "")));
        isWrong(answer("GET", "/health", 200, JSON, HEALTH.replace("{", "{'more':1,")));
        isWrong(answer("GET", "/health", 200, JSON, HEALTH.replace("0", "'0'")));
        isWrong(answer("GET", "/tasks", 200, JSON, "{'items':[{}],'next_cursor':null}"));
        isWrong(answer("GET", "/tasks", 200, JSON, "{'items':[]}"));
    }

    @Test
    void aStatusThatIsNotDescribedIsWrong() {
        isWrong(answer("GET", "/health", 202, JSON, HEALTH));
        isWrong(answer("GET", "/health", 404, JSON, "{'error':{'code':'not_found','message':'m'}}"));
    }

    @Test
    void aContentTypeThatIsMissingOrAnotherIsWrong() {
        isWrong(answer("GET", "/health", 200, Map.of(), HEALTH));
        isWrong(answer("GET", "/health", 200, Map.of("content-type", "text/plain"), HEALTH));
        isWrong(answer("POST", "/leases/claim", 204, JSON, ""));
        Map<String, String> protobuf = Map.of("content-type", "application/x-protobuf");
        isWrong(answer("GET", "/health", 200, protobuf, ""));
        isWrong(answer("GET", "/health", 503, protobuf, ""));
        isWrong(answer("POST", "/v1/traces", 404, protobuf, ""));
        for (int status : new int[] {200, 400, 401, 403, 408, 409, 413, 415, 500, 503}) {
            isRight(answer("POST", "/v1/traces", status, protobuf, ""));
            isRight(answer("POST", "/otlp/v1/traces", status, protobuf, ""));
        }
    }

    @Test
    void anErrorOfAnotherShapeOrCodeIsWrong() {
        isRight(answer("GET", "/tasks/x", 404, JSON, "{'error':{'code':'not_found','message':'m'}}"));
        isWrong(answer("GET", "/tasks/x", 404, JSON, "{'error':{'code':'task_not_found','message':'m'}}"));
        isWrong(answer("GET", "/tasks/x", 404, JSON, "{'error':{'code':'not_found','message':' '}}"));
        isWrong(answer("GET", "/tasks/x", 404, JSON, "{'error':{'code':'not_found'}}"));
        isWrong(answer("GET", "/nope", 404, JSON, "{'error':'not_found'}"));
        isWrong(answer("PUT", "/tasks", 405, JSON, "{'error':{'code':'Method','message':'m'}}"));
        isWrong(answer("GET", "/tasks", 401, JSON, "{'error':{'code':'unauthorized','message':'m'}}"));
    }
}
