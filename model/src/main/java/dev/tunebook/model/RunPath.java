package dev.tunebook.model;

/// Where a run lives: `entity/project/run`.
public record RunPath(EntityName entity, ProjectName project, RunId run) {

    /// Reads `entity/project/run`, also in the form of a page address, `entity/project/runs/run`.
    public static RunPath parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 4 && parts[2].equals("runs")) {
            return of(parts[0], parts[1], parts[3]);
        }
        if (parts.length != 3) {
            throw new InvalidNameException("run path", text, "must have the form entity/project/run");
        }
        return of(parts[0], parts[1], parts[2]);
    }

    public static RunPath of(String entity, String project, String run) {
        return new RunPath(new EntityName(entity), new ProjectName(project), new RunId(run));
    }

    @Override
    public String toString() {
        return entity + "/" + project + "/" + run;
    }
}
