//! The command line; what it does is the library's.

mod cli;

/// A run makes and drops some millions of small values; the system's allocator takes a fifth more time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
