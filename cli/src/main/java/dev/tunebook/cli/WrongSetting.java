package dev.tunebook.cli;

/// An option or variable that cannot be; the command did nothing.
final class WrongSetting extends CommandFailure {
    private static final long serialVersionUID = 1L;

    WrongSetting(String message) {
        super(message);
    }
}
