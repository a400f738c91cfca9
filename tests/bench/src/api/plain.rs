//! What reads are held against: a server of the same web framework that knows every answer by heart and asks nobody.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use axum::Router;
use axum::body::Bytes;
use axum::http::{StatusCode, Uri, header};
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::server::Server;
use crate::Result;

/// Starts it with these answers, by path and query.
pub(super) fn start(answers: &HashMap<String, String>, home: &Path) -> Result<Server> {
    let file = home.join("answers.json");
    fs::write(&file, serde_json::to_vec(answers)?)?;
    let mut program = Command::new(std::env::current_exe()?);
    Server::ready(program.arg("answer").arg(&file))
}

/// Answers what the file says, until the process is ended.
pub(crate) fn answer_in_this_process(file: &str) -> Result<()> {
    let answers: HashMap<String, String> = serde_json::from_slice(&fs::read(file)?)?;
    let answers: HashMap<String, Bytes> = answers
        .into_iter()
        .map(|(question, answer)| (question, answer.into()))
        .collect();
    let answer = async move |asked: Uri| {
        let question = asked.path_and_query().map_or("", |question| question.as_str());
        let answer = answers.get(question).cloned().ok_or(StatusCode::NOT_FOUND)?;
        Ok::<_, StatusCode>(([(header::CONTENT_TYPE, "application/json")], answer))
    };
    Runtime::new()?.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!(r#"{{"listening":"http://{}"}}"#, listener.local_addr()?);
        let listener = listener.tap_io(|stream| stream.set_nodelay(true).unwrap_or_default());
        Ok(axum::serve(listener, Router::new().fallback(answer)).await?)
    })
}
