//! What the figures were measured on.

use std::fs;
use std::thread::available_parallelism;

use crate::Result;

/// The processor, its cores and the memory, on one line.
pub(crate) fn description() -> Result<String> {
    let processors = fs::read_to_string("/proc/cpuinfo")?;
    let memory = fs::read_to_string("/proc/meminfo")?;
    let model = value_of(&processors, "model name").unwrap_or("unknown processor");
    let kibibytes: u64 = value_of(&memory, "MemTotal")
        .and_then(|value| value.split(' ').next())
        .unwrap_or("0")
        .parse()?;
    let cores = available_parallelism()?;
    Ok(format!(
        "{model}, {cores} cores, {} GiB of memory",
        kibibytes >> 20
    ))
}

/// The most memory that a process ever held, in MiB.
pub(crate) fn peak_memory(process: u32) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let kibibytes: u32 = value_of(&status, "VmHWM")
        .and_then(|value| value.split(' ').next())
        .ok_or("the system does not tell the peak memory")?
        .parse()?;
    Ok(f64::from(kibibytes) / 1024.0)
}

/// The value of a line `key : value`.
fn value_of<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(found, _)| found.trim() == key)
        .map(|(_, value)| value.trim())
}
