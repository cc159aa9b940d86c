//! What is wrapped around events, and what is left of logs.

use iamwhy_import::{Pasted, recognise};
use serde_json::{Map, Value, json};

use super::{event, read, scenario};

fn whole() -> Value {
    serde_json::from_str(&event(&[])).unwrap()
}

/// What is said instead of a request.
fn sentence(paste: &str) -> String {
    match recognise(paste) {
        Pasted::Later(later) if later.denial.is_none() => later.sentence.to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn services_wrap_events_in_theirs() {
    let expected = scenario(&event(&[]));
    let bus = json!({ "version": "0", "detail-type": "AWS API Call via CloudTrail", "detail": whole() });
    let notice = json!({ "Type": "Notification", "Message": bus.to_string() });
    let cells: Vec<Value> = row(&|_, value| value)
        .into_iter()
        .map(|(key, value)| json!({ key: value }))
        .collect();
    let asked = json!([[{ "field": "@timestamp", "value": "1" }, { "field": "@message", "value": event(&[]) }]]);
    for paste in [
        json!([bus]),
        json!({ "events": [{ "timestamp": 1, "message": event(&[]), "logStreamName": "x" }] }),
        json!({ "logEvents": [{ "message": event(&[]) }] }),
        json!({ "Records": [{ "eventSource": "aws:sqs", "body": bus.to_string() }] }),
        json!({ "Records": [{ "EventSource": "aws:sns", "Sns": notice }] }),
        json!({ "results": asked, "status": "Complete" }),
        json!({ "hits": 1, "QueryResultRows": [cells] }),
    ] {
        assert_eq!(scenario(&paste.to_string()), expected, "{paste}");
    }
    // A notification of S3 is no event of CloudTrail.
    let other = json!({ "Records": [{ "eventSource": "aws:s3", "eventName": "ObjectCreated:Put", "errorCode": "AccessDenied" }] });
    assert!(!matches!(recognise(&other.to_string()), Pasted::AccessDenied(own) if own.recorded.is_some()));
}

/// An event as a row, its structures as texts.
fn row(name: &dyn Fn(&str, String) -> String) -> Map<String, Value> {
    let fields = whole().as_object().unwrap().clone();
    let text = |key: &str, value: &Value| match value {
        Value::String(own) => own.clone(),
        other => name(key, other.to_string()),
    };
    fields
        .iter()
        .map(|(key, value)| (key.clone(), text(key, value).into()))
        .collect()
}

/// What Athena and CloudTrail Lake print of a structure.
fn printed(value: &Value) -> String {
    let all = |items: Vec<String>, [open, close]: [char; 2]| format!("{open}{}{close}", items.join(", "));
    match value {
        Value::Object(own) => {
            let member = |(key, value): (&String, &Value)| format!("{}={}", key.to_lowercase(), printed(value));
            all(own.iter().map(member).collect(), ['{', '}'])
        }
        Value::Array(own) => all(own.iter().map(printed).collect(), ['[', ']']),
        Value::String(own) => own.clone(),
        other => other.to_string(),
    }
}

#[test]
fn rows_of_tables_are_events() {
    let expected = scenario(&event(&[]));
    // Columns in lower case; structures as such, as JSON, or in the words of the table.
    fn lower(value: Value) -> Value {
        match value {
            Value::Object(own) => own
                .into_iter()
                .map(|(key, own)| (key.to_lowercase(), lower(own)))
                .collect(),
            Value::Array(own) => own.into_iter().map(lower).collect(),
            other => other,
        }
    }
    let mut small = lower(whole());
    for (key, own) in [
        ("requestparameters", "requestParameters"),
        ("eventcontext", "eventContext"),
    ] {
        small[key] = whole()[own].clone();
    }
    let json = row(&|_, own| own);
    let words = row(&|key, own| match key {
        // A map keeps its names.
        "requestParameters" | "eventContext" => own,
        _ => printed(&whole()[key]),
    });
    for paste in [small, json.into(), words.into()] {
        assert_eq!(scenario(&paste.to_string()), expected, "{paste}");
    }
    let mut late = row(&|_, own| own);
    late.insert("eventTime".to_owned(), json!("2026-01-22 22:06:16.000"));
    assert_eq!(scenario(&Value::from(late).to_string()), expected);
}

#[test]
fn a_table_names_its_columns_first() {
    let expected = scenario(&event(&[]));
    let words = row(&|key, own| match key {
        "requestParameters" | "eventContext" => own,
        _ => printed(&whole()[key]),
    });
    let values: Vec<String> = words
        .values()
        .map(|own| own.as_str().unwrap_or_default().to_owned())
        .collect();
    let quoted = |own: &String| format!("\"{}\"", own.replace('"', "\"\""));
    let line = |cells: Vec<String>| cells.join(",");
    let names = line(words.keys().map(|own| quoted(&own.to_lowercase())).collect());
    let one = line(values.iter().map(quoted).collect());
    assert_eq!(scenario(&format!("{names}\r\n{one}\r\n")), expected);
    assert_eq!(read(&format!("{names}\n{one}\n{one}\n{one}")).others, 2);
    let cells = |cells: Vec<String>| json!({ "Data": cells.into_iter().map(|own| json!({ "VarCharValue": own })).collect::<Vec<_>>() });
    let names = cells(words.keys().map(|own| own.to_lowercase()).collect());
    let set = json!({ "ResultSet": { "Rows": [names, cells(values)], "ResultSetMetadata": {} } });
    assert_eq!(scenario(&set.to_string()), expected);
    // Of a row that breaks off nothing is made up.
    let short = "eventsource,eventname,errorcode\ns3.amazonaws.com,GetObject,AccessDenied\n\"x";
    assert_eq!(read(short).action.unwrap().name, "s3:GetObject");
}

#[test]
fn a_log_may_have_an_event_in_each_line_or_break_off() {
    let refused = event(&[]);
    let fine = event(&[("/errorCode", Value::Null), ("/errorMessage", Value::Null)]);
    let expected = scenario(&refused);
    let pretty = serde_json::to_string_pretty(&whole()).unwrap();
    let prefixed = format!("2026-01-22T22:06:16+00:00 trail {fine}\n2026-01-22T22:06:17+00:00 trail {refused}\n");
    for paste in [format!("{fine}\n{refused}\n"), format!("{pretty}\n{pretty}"), prefixed] {
        assert_eq!(scenario(&paste), expected, "{paste}");
    }
    assert_eq!(read(&format!("{refused}\n{fine}\n{refused}")).others, 1);
    assert!(sentence(&format!("{fine}\n{fine}")).contains("was not refused"));

    let log = json!({ "Records": [fine.parse::<Value>().unwrap(), whole(), whole()] }).to_string();
    let cut = &log[..log.len() - 100];
    let denial = read(cut);
    assert_eq!(denial.others, 0, "the one that breaks off may have lost anything");
    let notes = denial.recorded.unwrap().notes;
    assert!(notes.iter().any(|own| own.contains("the text breaks off")), "{notes:?}");
    // However it is cut: no event out of a half.
    let length = whole().to_string().len();
    for at in (0..length + 40).step_by(7) {
        if let Pasted::AccessDenied(denial) = recognise(&log[..at]) {
            assert!(denial.recorded.is_none(), "{}", &log[..at]);
        }
    }
}

#[test]
fn files_of_cloudtrail_without_a_request_are_told() {
    for (paste, words) in [
        (json!({ "Records": [] }), "holds no events"),
        (json!({ "Events": [], "NextToken": "x" }), "holds no events"),
        (json!({ "digestS3Object": "o", "logFiles": [] }), "a digest file"),
        (
            json!({ "eventCategory": "Insight", "insightDetails": { "errorCode": "AccessDenied", "eventName": "GetUser" } }),
            "an Insights event",
        ),
    ] {
        let said = sentence(&paste.to_string());
        assert!(said.contains(words), "{said}");
    }
    let Pasted::Unknown(packed) = recognise("\u{1f}\u{fffd}\u{8}\0\0") else {
        panic!("it is packed")
    };
    assert!(
        packed.seen.contains("gzip") && packed.why.contains("gunzip"),
        "{packed:?}"
    );
}

/// Nothing here takes longer than its length says.
#[test]
fn hostile_logs_are_read_in_linear_time() {
    let names = "\"eventSource\":\"a.amazonaws.com\",\"eventName\":\"B\"";
    let many = 100_000;
    for paste in [
        format!("{}{names}", "{".repeat(many)),
        format!("{names}{}", "{\"a\":".repeat(many)),
        format!("eventsource,eventname\n{}", "\",\"\n".repeat(many)),
        format!("{{{names},\"Records\":[{}", "{},".repeat(many)),
        format!(
            "{{\"eventsource\":\"a\",\"eventname\":\"b\",\"useridentity\":\"{}\"}}",
            "{a=,".repeat(many)
        ),
        format!(
            "{{\"eventsource\":\"a\",\"eventname\":\"b\",\"resources\":\"[{}\"}}",
            ", a".repeat(many)
        ),
    ] {
        let begun = std::time::Instant::now();
        let _ = recognise(&paste);
        let took = begun.elapsed();
        assert!(took.as_secs() < 30, "{took:?} {}", &paste[..60]);
    }
}
