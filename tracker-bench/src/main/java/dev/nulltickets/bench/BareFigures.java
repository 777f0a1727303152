package dev.nulltickets.bench;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Add up how many tasks each state holds, and write the differences once for each commit. Used by one thread. */
final class BareFigures {
    private record Figure(String stage, String state) {}

    private final BareStatements statements;
    private final String pipelineId;
    private final Map<Figure, Integer> differences = new LinkedHashMap<>();

    BareFigures(BareStatements statements, String pipelineId) {
        this.statements = statements;
        this.pipelineId = pipelineId;
    }

    void add(String stage, String state, int difference) {
        differences.merge(new Figure(stage, state), difference, Integer::sum);
    }

    void write() throws SQLException {
        for (Map.Entry<Figure, Integer> entry : differences.entrySet()) {
            int difference = entry.getValue();
            if (difference != 0) {
                Figure figure = entry.getKey();
                statements.change(BareSql.ADD_TO_FIGURE, pipelineId, figure.stage(), figure.state(), difference, 0);
            }
        }
        differences.clear();
    }
}
