package dev.nulltickets.app;

import dev.nulltickets.core.TrackerSettings;
import dev.nulltickets.http.HttpSettings;
import dev.nulltickets.persistence.SqliteSettings;

/**
 * Say how a server keeps its data, how its tracker decides, and whom it answers.
 *
 * @param logRequests whether each request gets a line on stdout
 */
record ServerSettings(SqliteSettings store, TrackerSettings tracker, HttpSettings http, boolean logRequests) {}
