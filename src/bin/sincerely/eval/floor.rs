//! A floor: the least that measurements may be, or for alarms the most.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// Reads a floor: JSON, or TOML where the name ends so.
///
/// # Errors
///
/// When it cannot be read.
pub fn read(path: &Path) -> Result<Value> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot open {}", path.display()))?;
    if path.extension().is_some_and(|extension| extension == "toml") {
        toml::from_str(&text).with_context(|| format!("{} is not TOML", path.display()))
    } else {
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
    }
}

/// The measurements that miss their floor, one line each. Under `alarms…` and for errors of calibration a floor is the most,
/// elsewhere the least; a share is compared by its value.
pub fn missed(measured: &Value, floor: &Value) -> Vec<String> {
    below(measured, floor, "")
}

fn below(measured: &Value, floor: &Value, path: &str) -> Vec<String> {
    match (floor, number(measured), number(floor)) {
        (_, Some(is), Some(bar)) => {
            let most = path.starts_with("alarms") || path.ends_with("calibration_error");
            let missed = if most { is > bar } else { is < bar };
            let word = if most { "at most" } else { "at least" };
            missed.then(|| format!("{path}: {is:.4}, must be {word} {bar}")).into_iter().collect()
        }
        (Value::Object(parts), _, _) => parts
            .iter()
            .flat_map(|(key, part)| {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                match measured.get(key) {
                    Some(measured) => below(measured, part, &path),
                    None => vec![format!("{path}: was not measured")],
                }
            })
            .collect(),
        _ => vec![format!("{path}: cannot be compared")],
    }
}

/// Of a share, an estimate or a plain number.
fn number(value: &Value) -> Option<f64> {
    let get = |key| value.get(key).and_then(Value::as_f64);
    match get("whole") {
        Some(whole) => Some(get("part").unwrap_or_default() / whole.max(1.0)),
        None => get("value").or_else(|| value.as_f64()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::missed;

    #[test]
    fn floors() {
        let measured = json!({
            "alarms": {"all": {"noticed": {"part": 1, "whole": 100}}},
            "families": {"templated": {"auc": {"value": 0.9, "low": 0.8, "high": 1.0}, "calibration_error": 0.02}},
        });
        for (floor, count) in [
            (json!({}), 0),
            (json!({"alarms": {"all": {"noticed": 0.01}}}), 0),
            (json!({"alarms": {"all": {"noticed": 0.009}}}), 1),
            (json!({"alarms": {"all": {"noticed": 0}}}), 1),
            (json!({"families": {"templated": {"auc": 0.9}}}), 0),
            (json!({"families": {"templated": {"auc": 0.91}}}), 1),
            (json!({"families": {"templated": {"calibration_error": 0.02}}}), 0),
            (json!({"families": {"templated": {"calibration_error": 0.01}}}), 1),
            (json!({"families": {"nothing": {"auc": 0.5}}}), 1),
            (json!({"families": {"templated": {"auc": "high"}}}), 1),
            (
                json!({"families": {"nothing": {"auc": 0.5}, "templated": {"auc": 1}}, "alarms": {"all": {"noticed": 0}}}),
                3,
            ),
        ] {
            assert_eq!(missed(&measured, &floor).len(), count, "{floor}");
        }
    }
}
