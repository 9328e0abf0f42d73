//! Compares a million texts, or as many as the first argument says, with what `serde_json` reads;
//! the second argument is the seed.
//!
//! ```text
//! cargo run --release -p json-core --example differential 1000000
//! ```

#[path = "../tests/core/differential.rs"]
mod differential;

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let mut number = |or| arguments.next().map_or(Ok(or), |text| text.parse::<u64>());
    let count = number(1_000_000).map_err(|error| error.to_string())?;
    let seed = number(0).map_err(|error| error.to_string())?;
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    differential::compare(seed, count)?;
    println!("{count} texts are read as serde_json reads them");
    Ok(())
}
