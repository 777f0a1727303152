package dev.nulltickets.app;

import dev.nulltickets.core.TrackerSettings;
import dev.nulltickets.http.HttpSettings;

/**
 * Say how a server keeps its data, how its tracker decides, and whom it answers.
 *
 * @param logRequests whether each request gets a line on stdout
 */
record ServerSettings(StoreSettings store, TrackerSettings tracker, HttpSettings http, boolean logRequests) {}
