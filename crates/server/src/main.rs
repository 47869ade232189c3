//! See the library of the same name.

/// An event is a few dozen small allocations, made on one thread and freed on another. Without huge pages, which make a
/// process that does nothing twice as large.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    billhook::run(std::env::args_os())
}
