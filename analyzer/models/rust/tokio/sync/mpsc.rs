use tokio::sync::Channel;

pub fn channel(n: N) { let channel = Channel {}; (channel, channel) }
pub fn unbounded_channel() { let channel = Channel {}; (channel, channel) }
