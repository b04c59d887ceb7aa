# Starts a program with its arguments on a screen of its own and waits until its window is shown: `sh window.sh PROGRAM …`.
# The window's name must be the one in the desktop entry (StartupWMClass), else it has no icon in a task bar.
# With BOOKMARK set to an article's id, which the arguments open, it bookmarks that and waits until it is in the user's file.
set -eu
if [ -z "${WINDOW_SCREEN:-}" ]; then
    export WINDOW_SCREEN=1 NO_AT_BRIDGE=1
    exec timeout 120 xvfb-run -a -s "-screen 0 1280x1024x24 -noreset" dbus-run-session -- sh "$0" "$@"
fi
"$@" &
program=$!
# Else a program that ends leaves the search waiting.
(while kill -0 "$program" 2>/dev/null; do sleep 1; done; kill $$ 2>/dev/null) &
watch=$!
window=$(xdotool search --sync --onlyvisible --classname '^express-help$' | head -n 1)
name=$(xdotool getwindowname "$window")
if [ -n "${BOOKMARK:-}" ]; then
    # No window manager gives it the keys.
    xdotool windowfocus --sync "$window"
    until grep -aqr "$BOOKMARK" "$HOME/.local/share/express-help"; do
        xdotool key --clearmodifiers ctrl+d
        sleep 2
    done
fi
kill "$watch"
kill "$program" 2>/dev/null || true
wait "$program" 2>/dev/null || true
echo "window: $name"
