package dev.nulltickets.http;

/** Say what a caller must carry to use a route. */
enum Credential {
    /** Nothing. */
    NONE,
    /** The API token, if the server has one. */
    API,
    /** The API token, if the server has one, or the live lease token of the run that the path names. */
    API_OR_RUN_LEASE,
    /** The lease token of the run that the path names, whether or not the server has an API token. */
    RUN_LEASE,
    /** The token of the lease that the path names, whether or not the server has an API token. */
    LEASE
}
