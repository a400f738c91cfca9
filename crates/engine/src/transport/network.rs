//! Fetch and push through libgit2.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

use git2::{
    AutotagOption, FetchOptions, FetchPrune, PackBuilderStage, ProxyOptions, PushOptions, PushUpdate, Remote,
    RemoteHead, RemoteRedirect,
};

use super::callbacks::Conversation;
use super::credentials::Credentials;
use super::failure::explain;
use super::server_text::visible;
use super::{Fetched, Meeting, Update, pull_requests};
use crate::operation::{Phase, Watch};
use crate::repository::{Mirror, ORIGIN, REMOTE_BRANCHES};
use crate::{Error, Result, libgit2_options};

/// Fetches every branch, and answers what the remote says of itself.
pub(super) fn fetch(mirror: &Mirror, credentials: &dyn Credentials, watch: &dyn Watch) -> Result<Fetched> {
    let conversation = begin(mirror, credentials, watch)?;
    let mut remote = mirror.git().find_remote(ORIGIN)?;
    let mut fetched = fetch_once(&mut remote, &conversation);
    if fetched.is_err() && remove_gone(mirror, &remote)? {
        // A branch `a` that became `a/b` is in its own way until it is pruned, and libgit2 prunes last.
        fetched = fetch_once(&mut remote, &conversation);
    }
    fetched.map_err(|error| explain(error, mirror.address(), &conversation))?;
    let default_branch = match remote.default_branch() {
        Ok(name) => name
            .as_str()
            .ok()
            .and_then(|name| name.strip_prefix("refs/heads/"))
            .map(ToOwned::to_owned),
        Err(error) if error.code() == git2::ErrorCode::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    Ok(Fetched {
        default_branch,
        pull_requests: pull_requests::listed(
            remote
                .list()?
                .iter()
                .filter_map(|head| Some((name_of(head)?, head.oid()))),
        ),
    })
}

/// The name of a reference that the remote has; nothing where it is not UTF-8, for which git2 panics.
fn name_of<'h>(head: &'h RemoteHead<'_>) -> Option<&'h str> {
    catch_unwind(AssertUnwindSafe(|| head.name())).ok()
}

fn fetch_once(remote: &mut Remote<'_>, conversation: &Conversation<'_>) -> Result<(), git2::Error> {
    let mut options = FetchOptions::new();
    options
        .remote_callbacks(conversation.callbacks())
        .proxy_options(proxy())
        .follow_redirects(RemoteRedirect::None)
        .download_tags(AutotagOption::None)
        .update_fetchhead(false)
        .prune(FetchPrune::On);
    remote.fetch(&[] as &[&str], Some(&mut options), Some("fetched"))
}

/// Removes what the remote, which has been listed, no longer has. Answers whether there was anything.
fn remove_gone(mirror: &Mirror, remote: &Remote<'_>) -> Result<bool> {
    let Ok(listed) = remote.list() else {
        return Ok(false);
    };
    if listed.is_empty() {
        return Ok(false);
    }
    let mut any = false;
    for (branch, _) in mirror.remote_branches()? {
        let name = format!("refs/heads/{branch}");
        if !listed.iter().any(|head| name_of(head) == Some(&name)) {
            mirror
                .git()
                .find_reference(&format!("{REMOTE_BRANCHES}{branch}"))?
                .delete()?;
            any = true;
        }
    }
    Ok(any)
}

/// Pushes one branch and reads the remote's answer for it.
pub(super) fn push(
    mirror: &Mirror,
    update: &Update<'_>,
    credentials: &dyn Credentials,
    watch: &dyn Watch,
) -> Result<()> {
    let conversation = begin(mirror, credentials, watch)?;
    let answer: RefCell<Option<Result<(), String>>> = RefCell::default();
    let already_there = Cell::new(false);
    let is_asked = Cell::new(false);
    let mut callbacks = conversation.callbacks();
    callbacks.push_update_reference(|_, refusal| {
        answer.replace(Some(refusal.map_or(Ok(()), |reason| Err(reason.to_owned()))));
        Ok(())
    });
    callbacks.push_negotiation(|found| {
        let meeting = update.meets(current(found));
        already_there.set(meeting == Meeting::AlreadyThere);
        conversation.or_stop(match meeting {
            Meeting::Ready if watch.is_cancelled() => Err(Error::Cancelled),
            Meeting::Ready => {
                is_asked.set(true);
                Ok(())
            }
            Meeting::AlreadyThere | Meeting::Different => Err(update.differs()),
        })
    });
    callbacks.pack_progress(|stage, done, total| {
        if matches!(stage, PackBuilderStage::Deltafication) {
            watch.progress(Phase::Packing, done as u64, total as u64);
        }
    });
    callbacks
        .push_transfer_progress(|done, total, _| watch.progress(Phase::Sending, done as u64, total as u64));
    let mut options = PushOptions::new();
    options
        .remote_callbacks(callbacks)
        .proxy_options(proxy())
        .follow_redirects(RemoteRedirect::None);
    let refspec = format!("{}:{}", update.commit, update.target());
    let mut remote = mirror.git().find_remote(ORIGIN)?;
    // git2 panics where a server refuses in bytes that are not UTF-8. Nothing is shared but what is dropped below.
    let pushed = catch_unwind(AssertUnwindSafe(|| remote.push(&[refspec], Some(&mut options))));
    drop(options);
    if already_there.get() {
        return Ok(());
    }
    let refused = |reason: &str| {
        let said = visible(&conversation.messages());
        let reason = visible(reason);
        Error::PushRefused {
            branch: update.branch.clone(),
            reason: if said.is_empty() {
                reason
            } else {
                format!("{reason}: {said}")
            },
        }
    };
    let Ok(pushed) = pushed else {
        return Err(refused("the server's answer is not text"));
    };
    match (pushed, answer.into_inner()) {
        // Also where the connection broke once that was said.
        (_, Some(Ok(()))) => Ok(()),
        (_, Some(Err(reason))) => Err(refused(&reason)),
        // A push may 'succeed' without a word about the branch: that is not success.
        (Ok(()), None) => Err(refused("the server did not confirm the branch")),
        (Err(error), None) => Err(match explain(error, mirror.address(), &conversation) {
            refused @ (Error::AuthenticationFailed { .. }
            | Error::AccessDenied { .. }
            | Error::RepositoryNotFound { .. }) => refused,
            failure if is_asked.get() => update.unanswered(failure),
            failure => failure,
        }),
    }
}

/// Where the one branch of a push is on the remote.
fn current(updates: &[PushUpdate<'_>]) -> Option<git2::Oid> {
    updates.first().map(PushUpdate::src).filter(|id| !id.is_zero())
}

fn begin<'a>(
    mirror: &'a Mirror,
    credentials: &'a dyn Credentials,
    watch: &'a dyn Watch,
) -> Result<Conversation<'a>> {
    if watch.is_cancelled() {
        return Err(Error::Cancelled);
    }
    if let Some(file) = credentials.ca_file() {
        libgit2_options::trust_authorities(&file)?;
    }
    watch.progress(Phase::Connecting, 0, 0);
    Ok(Conversation::new(mirror.address(), credentials, watch))
}

/// The proxy that the environment names, as every program uses it.
fn proxy<'a>() -> ProxyOptions<'a> {
    let mut options = ProxyOptions::new();
    options.auto();
    options
}
