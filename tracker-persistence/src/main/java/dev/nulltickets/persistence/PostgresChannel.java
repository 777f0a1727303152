package dev.nulltickets.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nulltickets.core.model.AgentRole;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Write and read what servers tell each other: who says it, then for which roles there is work, with spaces between.
 *
 * @param tracker tells this tracker from others in the same database
 * @param self tells this server from others of the same tracker
 */
record PostgresChannel(String tracker, String self) {
    /** PostgreSQL takes less than 8000 bytes. */
    private static final int LONGEST = 7000;

    /** Return the name of the channel. */
    String name() {
        return "nulltickets_" + Hashes.hex(tracker).substring(0, 16);
    }

    /** Write messages: one, unless there are very many roles. */
    List<String> messages(Collection<AgentRole> roles) {
        List<String> messages = new ArrayList<>();
        StringBuilder message = new StringBuilder(self);
        for (AgentRole role : roles) {
            String word = " " + URLEncoder.encode(role.value(), UTF_8);
            if (message.length() + word.length() > LONGEST) {
                messages.add(message.toString());
                message.setLength(self.length());
            }
            message.append(word);
        }
        messages.add(message.toString());
        return messages;
    }

    /** Read a message of another server; one of this server holds nothing new. */
    Set<AgentRole> roles(String message) {
        String[] words = message.split(" ", -1);
        Set<AgentRole> roles = new HashSet<>();
        if (!words[0].equals(self)) {
            for (int i = 1; i < words.length; i++) {
                roles.add(new AgentRole(URLDecoder.decode(words[i], UTF_8)));
            }
        }
        return roles;
    }
}
