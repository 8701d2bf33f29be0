// Ctrl-C and its kind.
#pragma once

namespace pith {

// From now on the first SIGINT, SIGTERM or SIGHUP is only noted; the second ends the program at once. A signal that was
// ignored when the program started stays ignored.
void catch_stop_signals();

// The signal that was noted, or 0. Safe in any thread.
int stop_signal();
bool stop_requested();

// While it lives, new threads of this thread leave those signals to the others.
class StopSignalsBlocked {
 public:
  StopSignalsBlocked();
  StopSignalsBlocked(const StopSignalsBlocked&) = delete;
  StopSignalsBlocked& operator=(const StopSignalsBlocked&) = delete;
  ~StopSignalsBlocked();
};

}  // namespace pith
