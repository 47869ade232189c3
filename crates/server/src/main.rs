//! See the library of the same name.

fn main() -> std::process::ExitCode {
    billhook::run(std::env::args_os())
}
