//! Takes in the pages' assets: each gets a name that changes with its contents, and is compressed once, here.

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Our name, where it lies, and what it is.
const ASSETS: [(&str, &str, &str); 6] = [
    ("govuk.css", "../../infra/assets/node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css", CSS),
    ("moj.css", "../../infra/assets/node_modules/@ministryofjustice/frontend/moj/moj-frontend.min.css", CSS),
    ("portal.css", "assets/portal.css", CSS),
    ("portal.js", "assets/portal.js", SCRIPT),
    ("papers.js", "assets/papers.js", SCRIPT),
    ("portal.svg", "assets/portal.svg", "image/svg+xml"),
];
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names it"));
    let mut code = String::new();
    for (name, from, kind) in ASSETS {
        println!("cargo::rerun-if-changed={from}");
        match fs::read(from) {
            Ok(bytes) if kind == CSS => code.push_str(&take_in(&out, name, kind, &without_strangers(bytes))),
            Ok(bytes) => code.push_str(&take_in(&out, name, kind, &bytes)),
            Err(_) => {
                let words = format!("the page asset {from} is missing: run `cargo xtask setup`, which fetches it");
                fs::write(out.join("assets.rs"), format!("compile_error!({words:?});")).expect("OUT_DIR is writable");
                return;
            }
        }
    }
    fs::write(out.join("assets.rs"), format!("static ALL: &[Entry] = &[\n{code}];\n")).expect("OUT_DIR is writable");
}

/// The same sheet without the font that only its makers may use, and without the pictures of parts that no page has, so
/// that no browser ever asks for either.
fn without_strangers(bytes: Vec<u8>) -> Vec<u8> {
    let sheet = String::from_utf8(bytes).expect("a sheet is text");
    let mut parts = sheet.split("@font-face");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    parts.for_each(|rule| kept.push_str(rule.split_once('}').map_or("", |(_, rest)| rest)));
    let mut parts = kept.split("url(/assets/");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    parts.for_each(|part| whole.push_str(&format!("none{}", part.split_once(')').map_or("", |(_, rest)| rest))));
    whole.into_bytes()
}

/// Writes both spellings of an asset and the line that includes them.
fn take_in(out: &Path, name: &str, kind: &str, bytes: &[u8]) -> String {
    let hash: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let (stem, ending) = name.rsplit_once('.').expect("every asset has an ending");
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).expect("a vector takes every byte");
    let gzip = gzip.finish().expect("a vector takes every byte");
    fs::write(out.join(name), bytes).expect("OUT_DIR is writable");
    fs::write(out.join(format!("{name}.gz")), gzip).expect("OUT_DIR is writable");
    let at = |file: String| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}\"))");
    let (plain, gzip) = (at(name.to_owned()), at(format!("{name}.gz")));
    let link = format!("/assets/{stem}.{hash}.{ending}");
    format!(
        "    Entry {{ name: {name:?}, link: {link:?}, asset: Asset {{ content_type: {kind:?}, plain: {plain}, gzip: {gzip} }} }},\n"
    )
}
