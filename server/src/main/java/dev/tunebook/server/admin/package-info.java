/// The administrator's REST API below `/admin/v1`: users, keys, teams, organisations, service accounts.
@NullMarked
package dev.tunebook.server.admin;

import org.jspecify.annotations.NullMarked;
