package dev.tunebook.server.http;

import dev.tunebook.store.Viewer;

/// The one filter in front of every route. Both methods throw {@link HttpFailure} to refuse.
public interface Gate {
    /// Who is asking, from a key or a session; 401 when nobody is.
    Viewer admit(Request request);

    /// What the signed address of the request permits; 403 when it is absent, altered, expired or for another method.
    SignedObject verify(Request request);
}
