//! What every state machine of ours can be asked for: its whole law as one table, and its diagram.

/// One cell of a law: a state, a command, and where it leads.
pub type Cell = (&'static str, &'static str, Option<&'static str>);

/// Every state × every command. `to` tries one, with a party who may ask it.
pub fn chart<S: Copy + Into<&'static str>, C: Copy + Into<&'static str>>(
    states: &[S],
    commands: &[C],
    to: impl Fn(S, C) -> Option<S>,
) -> Vec<Cell> {
    let cells = states.iter().flat_map(|state| commands.iter().map(move |command| (*state, *command)));
    cells.map(|(state, command)| (state.into(), command.into(), to(state, command).map(Into::into))).collect()
}

/// The state diagram of a chart, for the documents. The first state is the one in which a matter begins.
pub fn mermaid(chart: &[Cell]) -> String {
    let arrow = |(from, by, to): &Cell| Some(format!("    {from} --> {}: {by}\n", (*to)?));
    let first = chart.first().map_or("", |cell| cell.0);
    format!("stateDiagram-v2\n    [*] --> {first}\n{}", chart.iter().filter_map(arrow).collect::<String>())
}

/// The whole law as one table.
pub fn matrix(chart: &[Cell]) -> String {
    let first = chart.first().map_or("", |cell| cell.0);
    let commands: Vec<&str> = chart.iter().take_while(|cell| cell.0 == first).map(|cell| cell.1).collect();
    let row = |cells: &[Cell]| {
        let to: Vec<&str> = cells.iter().map(|(_, _, to)| to.unwrap_or("·")).collect();
        format!("| {} | {} |", cells[0].0, to.join(" | "))
    };
    let head = format!("| | {} |\n|{}", commands.join(" | "), "---|".repeat(commands.len() + 1));
    let rows: Vec<String> = chart.chunks(commands.len().max(1)).map(row).collect();
    format!("{head}\n{}", rows.join("\n"))
}

/// Compares a document with what is drawn from a law, or draws it anew where `UPDATE_DOCS` is set.
#[cfg(test)]
pub(crate) fn is_drawn(name: &str, title: &str, chart: &[Cell]) {
    let drawn = format!(
        "# {title}：状态与操作\n\nDrawn from `domain::{name}`; a test keeps it fresh (`UPDATE_DOCS=1` draws it anew).\n\n```mermaid\n{}```\n\n{}\n",
        mermaid(chart),
        matrix(chart)
    );
    let at = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../docs/{name}.md"));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&at, &drawn).expect("the document can be written");
    }
    let kept = std::fs::read_to_string(&at).unwrap_or_default();
    assert_eq!(kept, drawn, "docs/{name}.md is stale: UPDATE_DOCS=1 cargo nextest run -p domain");
}
