//! Release builds carry the console's files: a new file has to be noticed, not only a changed one.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // Debug builds read the files when asked. And a folder that is not there would count as changed at every build.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo:rerun-if-changed=../../web/dist");
    }
}
