package dev.tunebook.store.rows;

import dev.tunebook.store.accounts.Role;

/// A user or a team a project is shared with.
///
/// @param granteeId of the user, or of the team's entity: ids are unique over all tables
/// @param team whether it is a team
public record ProjectMemberRow(long projectId, long granteeId, boolean team, Role role) {}
