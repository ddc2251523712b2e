//! s2energy: reads and writes through serde, as its WebSocket transport does. It ships no messages, so one of each of
//! its types is made up, with every optional member.

mod fabricate;

use adapter::Peer;
use fabricate::fabricate;
use s2energy::common::{self, Message};
use s2energy::{ddbc, frbc, ombc, pebc, ppbc};
use serde::de::DeserializeOwned;

struct S2Energy;

fn made<T: DeserializeOwned + Into<Message>>() -> Message {
    fabricate::<T>().expect("a value of every type").into()
}

/// One constructor per message type.
const MESSAGES: &[fn() -> Message] = &[
    made::<common::Handshake>,
    made::<common::HandshakeResponse>,
    made::<common::ReceptionStatus>,
    made::<common::SessionRequest>,
    made::<common::ResourceManagerDetails>,
    made::<common::SelectControlType>,
    made::<common::PowerMeasurement>,
    made::<common::PowerForecast>,
    made::<common::InstructionStatusUpdate>,
    made::<common::RevokeObject>,
    made::<pebc::PowerConstraints>,
    made::<pebc::EnergyConstraint>,
    made::<pebc::Instruction>,
    made::<ppbc::PowerProfileDefinition>,
    made::<ppbc::PowerProfileStatus>,
    made::<ppbc::ScheduleInstruction>,
    made::<ppbc::StartInterruptionInstruction>,
    made::<ppbc::EndInterruptionInstruction>,
    made::<ombc::SystemDescription>,
    made::<ombc::Status>,
    made::<ombc::TimerStatus>,
    made::<ombc::Instruction>,
    made::<frbc::SystemDescription>,
    made::<frbc::StorageStatus>,
    made::<frbc::ActuatorStatus>,
    made::<frbc::TimerStatus>,
    made::<frbc::LeakageBehaviour>,
    made::<frbc::UsageForecast>,
    made::<frbc::FillLevelTargetProfile>,
    made::<frbc::Instruction>,
    made::<ddbc::SystemDescription>,
    made::<ddbc::ActuatorStatus>,
    made::<ddbc::TimerStatus>,
    made::<ddbc::AverageDemandRateForecast>,
    made::<ddbc::Instruction>,
];

impl Peer for S2Energy {
    fn profiles(&self) -> Vec<String> {
        vec![s2energy::s2_schema_version().to_string()]
    }

    fn make(&self, _profile: &str) -> Vec<(String, String)> {
        MESSAGES
            .iter()
            .map(|make| {
                let value = serde_json::to_value(make()).expect("a message is JSON");
                let name = value["message_type"].as_str().unwrap_or_default().to_owned();
                (name, serde_json::to_string(&make()).expect("a message is JSON"))
            })
            .collect()
    }

    fn read(&self, _profile: &str, frame: &str) -> Result<String, String> {
        let message: Message = serde_json::from_str(frame).map_err(|error| error.to_string())?;
        serde_json::to_string(&message).map_err(|error| error.to_string())
    }
}

fn main() -> std::io::Result<()> {
    adapter::run(&S2Energy)
}
