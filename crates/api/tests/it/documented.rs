//! What the documentation promises to list, it lists.

use billhook_api::problem::Kind;

#[test]
fn every_kind_of_problem_is_documented() {
    let page = std::fs::read_to_string("../../docs/reference/problems.md").unwrap();
    for kind in Kind::ALL {
        let row = format!("| `{}` | {} | {} |", kind.id(), kind.status().as_u16(), kind.explanation().trim());
        assert!(page.contains(&row), "docs/reference/problems.md lacks this row:\n{row}");
    }
}
