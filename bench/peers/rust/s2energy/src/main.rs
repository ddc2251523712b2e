//! s2energy, measured: serde_json on its Message, as its WebSocket transport does.

use child::Peer;
use s2energy::common::Message;

struct S2Energy;

impl Peer for S2Energy {
    type Message = Message;

    fn decode(frame: &str) -> Result<Message, String> {
        serde_json::from_str(frame).map_err(|error| error.to_string())
    }

    fn encode(message: &Message) -> String {
        serde_json::to_string(message).expect("a message is JSON")
    }
}

fn main() -> std::io::Result<()> {
    child::serve::<S2Energy>()
}
