package dev.tunebook.sandbox.script;

/// How a job that did not fail spells "no error".
public enum ErrorForm {
    /// `"error": null`
    NULL,
    /// `"error": {}`
    EMPTY_OBJECT,
    /// `"error": {"code": null, "message": null, "param": null}`
    OBJECT_OF_NULLS,
    /// No such key.
    ABSENT
}
