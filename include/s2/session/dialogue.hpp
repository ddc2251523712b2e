#pragma once
// Dialogue: one connection of a ResourceManager or EnergyManager, without I/O.

#include <s2/base/time.hpp>
#include <s2/session.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace s2 {

/// A session together with the handlers of its owner. Whoever carries the frames feeds it and drains it; a program lets
/// Runner do that.
///
///     on a frame:           dialogue.receive(frame);      then drain
///     at next_deadline():   dialogue.wake();              then drain
///     connection lost:      dialogue.disconnected();      then drain
///     on_output:            drain
///     drain:                while (auto frame = dialogue.next_frame()) send(*frame);
///
/// Handlers are called from inside next_frame() only, and only when every frame was taken: the peer has its answer
/// before the application hears of the message. A handler may do anything: send, replace handlers, destroy its
/// ResourceManager or EnergyManager, or this.
class Dialogue {
 public:
  Dialogue(Dialogue&&) noexcept;
  Dialogue& operator=(Dialogue&&) noexcept;
  /// Ends the session without a word: what was not answered is lost, and no handler is called. For a good end drain
  /// after disconnected() first.
  ~Dialogue();

  /// A frame of the peer arrived.
  void receive(std::string_view frame);
  /// The next frame for the peer; empty when there is nothing to say and nothing left to tell.
  std::optional<std::string> next_frame();
  /// When wake() wants to be called at the latest; empty when nothing is waited for.
  std::optional<Time> next_deadline() const;
  /// Call at or after next_deadline().
  void wake();
  /// The connection is gone.
  void disconnected();
  /// Ends the session in good order.
  void end(SessionRequestType request, std::string why);
  /// How the session ended; empty while it lasts. When it did, close the connection.
  const std::optional<Ended>& ended() const;
  /// The session underneath, to look at.
  const Session& session() const;
  /// Is called whenever there is something to drain that nobody who feeds the dialogue caused, e.g. a status that the
  /// application sent. Must not drain by itself.
  void on_output(std::function<void()> output);

  /// See Dialogue; for the engine.
  struct Talk;
  /// The dialogue that carries a talk.
  explicit Dialogue(std::shared_ptr<Talk> talk);

 private:
  std::shared_ptr<Talk> talk_;
};

/// Opens a dialogue for a connection that was made. The name is that of the connection, e.g. the path a device
/// connected to. Empty when the one who would speak is gone.
using Opener = std::function<std::optional<Dialogue>(const std::string& name)>;

}  // namespace s2
