//! Settings in a real folder, read back by another handle as another process would.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::thread;

use manifold_domain::manifest::ManifestName;
use manifold_domain::object::Timestamp;
use manifold_engine::repository::RemoteAddress;
use manifold_engine::settings::{
    ApiServing, ColumnPlace, Connection, ConnectionKind, Density, Instance, Preferences, RepositoryId,
    Settings, Theme,
};

fn settings(folder: &Path) -> Settings {
    Settings::open(folder).unwrap()
}

fn connection(name: &str) -> Connection {
    Connection::new(
        name.to_owned(),
        format!("https://git.example.com/{name}"),
        ConnectionKind::Address,
    )
}

#[test]
fn without_files_the_defaults_hold() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    assert_eq!(
        settings.preferences(),
        Preferences {
            theme: Theme::System,
            density: Density::Comfortable,
            fetch_interval_minutes: 5
        }
    );
    assert!(settings.repositories().is_empty());
    assert_eq!(settings.last_opened(), None);
    let serving = settings.api_serving();
    assert_eq!(serving.repository, None, "the programming interface is off");
    assert_eq!(serving.listen.to_string(), "127.0.0.1:7171");
    assert!(settings.notices().is_empty());
}

#[test]
fn what_was_set_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let preferences = Preferences {
        theme: Theme::Dark,
        density: Density::Compact,
        fetch_interval_minutes: 0,
    };
    let mut shop = connection("shop");
    shop.web_origin = Some("https://web.example.com".parse().unwrap());
    shop.instances = vec![Instance {
        manifest: ManifestName::existing("prod"),
        is_production: true,
        place: ColumnPlace::Pinned,
    }];
    shop.last_fetched = Some(Timestamp(1_790_000_000));
    let serving = ApiServing {
        repository: Some(shop.id.clone()),
        listen: "[::]:8080".parse().unwrap(),
    };
    {
        let settings = settings(folder.path());
        settings.set_api_serving(serving.clone()).unwrap();
        settings.set_preferences(preferences.clone()).unwrap();
        settings.add(shop.clone()).unwrap();
        settings.trust_host_key("git.example.com", "SHA256:abc").unwrap();
        settings.trust_host_key("git.example.com", "SHA256:abc").unwrap();
    }
    let settings = settings(folder.path());
    assert_eq!(settings.preferences(), preferences);
    assert_eq!(settings.api_serving(), serving);
    assert_eq!(settings.repositories(), [shop.clone()]);
    assert_eq!(
        settings
            .find(&RemoteAddress::parse("https://git.example.com/shop").unwrap())
            .unwrap(),
        Some(shop)
    );
    let trusted = |host: &str| settings.trusted_host_keys(host).fingerprints;
    assert_eq!(trusted("git.example.com"), ["SHA256:abc"]);
    assert_eq!(trusted("example.com"), [""; 0]);
}

#[test]
fn the_repository_that_was_opened_last_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    let [never, first, last] = ["never", "first", "last"].map(connection);
    for repository in [&never, &first, &last] {
        settings.add(repository.clone()).unwrap();
    }
    assert_eq!(settings.last_opened(), None);
    settings
        .update(&first.id, |connection| {
            connection.last_opened = Some(Timestamp(1));
        })
        .unwrap();
    settings
        .update(&last.id, |connection| connection.last_opened = Some(Timestamp(2)))
        .unwrap();
    assert_eq!(settings.last_opened(), Some(last.id.clone()));
    let order: Vec<RepositoryId> = settings
        .repositories()
        .into_iter()
        .map(|connection| connection.id)
        .collect();
    assert_eq!(order, [last.id, first.id, never.id]);
}

#[test]
fn a_file_of_an_older_or_newer_version_is_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("preferences.json"),
        r#"{ "theme": "light", "sidebar": { "width": 300 } }"#,
    )
    .unwrap();
    let settings = settings(folder.path());
    assert_eq!(
        settings.preferences(),
        Preferences {
            theme: Theme::Light,
            ..Preferences::default()
        }
    );
    assert!(settings.notices().is_empty());
}

#[test]
fn a_damaged_file_is_set_aside_whole_and_said_so_while_the_rest_stays() {
    let folder = tempfile::tempdir().unwrap();
    let [healthy, damaged] = ["healthy", "damaged"].map(connection);
    {
        let settings = settings(folder.path());
        settings.add(healthy.clone()).unwrap();
        settings.add(damaged.clone()).unwrap();
    }
    let file = folder
        .path()
        .join("repositories")
        .join(damaged.id.as_str())
        .join("connection.json");
    for content in ["{ \"id\": tru", "{}"] {
        fs::write(&file, content).unwrap();
        let settings = settings(folder.path());
        assert_eq!(settings.repositories(), std::slice::from_ref(&healthy));
        let [notice] = &settings.notices()[..] else {
            panic!("{:?}", settings.notices())
        };
        assert!(notice.contains("connection.json.damaged"), "{notice}");
    }
    assert_eq!(
        fs::read_to_string(file.with_extension("json.damaged")).unwrap(),
        "{ \"id\": tru"
    );
    assert_eq!(
        fs::read_to_string(file.with_extension("json.damaged-2")).unwrap(),
        "{}"
    );
}

#[test]
fn a_damaged_draft_reads_as_none_with_a_notice() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    let shop = connection("shop");
    settings.add(shop.clone()).unwrap();
    let changed = settings.update_draft(&shop.id, |draft: &mut Vec<String>| draft.push("one".to_owned()));
    assert_eq!(changed.unwrap(), ["one"]);
    assert_eq!(settings.draft::<Vec<String>>(&shop.id).unwrap(), ["one"]);
    let draft = settings.mirror_folder(&shop.id).with_file_name("draft.json");
    fs::write(&draft, "[1").unwrap();
    assert!(settings.draft::<Vec<String>>(&shop.id).unwrap().is_empty());
    assert_eq!(settings.notices().len(), 1);
}

#[test]
fn draft_and_kept_branches_are_apart_and_empty_at_first() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    let [one, other] = ["one", "other"].map(connection);
    settings.add(one.clone()).unwrap();
    settings.add(other.clone()).unwrap();
    settings
        .update_draft(&one.id, |draft: &mut u32| *draft = 1)
        .unwrap();
    settings.update_kept(&one.id, |kept: &mut u32| *kept = 2).unwrap();
    assert_eq!(settings.draft::<u32>(&one.id).unwrap(), 1);
    assert_eq!(settings.kept::<u32>(&one.id).unwrap(), 2);
    assert_eq!(settings.draft::<u32>(&other.id).unwrap(), 0);
}

#[test]
fn two_processes_that_change_one_repository_do_not_lose_each_other_s_changes() {
    let folder = tempfile::tempdir().unwrap();
    let shop = connection("shop");
    settings(folder.path()).add(shop.clone()).unwrap();
    // Each opened before the other wrote, as two processes would have.
    let handles = [settings(folder.path()), settings(folder.path())];
    thread::scope(|scope| {
        for (number, settings) in handles.iter().enumerate() {
            let id = &shop.id;
            scope.spawn(move || {
                for round in 0..20 {
                    let manifest = ManifestName::existing(&format!("{number}-{round}"));
                    settings
                        .update(id, |connection| {
                            connection.instances.push(Instance {
                                manifest,
                                is_production: false,
                                place: ColumnPlace::Scrolling,
                            });
                        })
                        .unwrap();
                    settings
                        .trust_host_key("example.com", &format!("SHA256:{number}-{round}"))
                        .unwrap();
                    settings.update_draft(id, |draft: &mut u32| *draft += 1).unwrap();
                    settings.update_kept(id, |kept: &mut u32| *kept += 1).unwrap();
                }
            });
        }
    });
    let settings = settings(folder.path());
    assert_eq!(settings.repository(&shop.id).unwrap().instances.len(), 40);
    assert_eq!(settings.trusted_host_keys("example.com").fingerprints.len(), 40);
    assert_eq!(settings.draft::<u32>(&shop.id).unwrap(), 40);
    assert_eq!(settings.kept::<u32>(&shop.id).unwrap(), 40);
}

#[test]
fn forgetting_deletes_everything_of_one_repository_and_nothing_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(folder.path());
    let [shop, other] = ["shop", "other"].map(connection);
    settings.add(shop.clone()).unwrap();
    settings.add(other.clone()).unwrap();
    for id in [&shop.id, &other.id] {
        fs::create_dir_all(settings.mirror_folder(id).join("objects")).unwrap();
        settings.update_draft(id, |draft: &mut u32| *draft = 1).unwrap();
    }
    settings.forget(&shop.id).unwrap();
    assert_eq!(settings.repositories(), std::slice::from_ref(&other));
    let left: Vec<_> = fs::read_dir(folder.path().join("repositories"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(left, [other.id.as_str()]);
    assert!(settings.mirror_folder(&other.id).join("objects").exists());
    // Late writes of what was still running do not bring it back.
    settings
        .update_draft(&shop.id, |draft: &mut u32| *draft = 1)
        .unwrap_err();
    settings.update(&shop.id, |_| ()).unwrap_err();
}

#[test]
fn an_id_that_is_a_path_reaches_nothing_outside() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(&folder.path().join("data"));
    let treasure = folder.path().join("treasure");
    fs::create_dir(&treasure).unwrap();
    for text in ["../../treasure", "", ".", "..", "/", "\\..\\"] {
        let id = RepositoryId::existing(text);
        settings.forget(&id).unwrap_err();
        assert!(
            settings
                .mirror_folder(&id)
                .starts_with(folder.path().join("data/repositories"))
        );
    }
    assert!(treasure.exists());
    assert!(folder.path().join("data/repositories").exists());
}

#[test]
fn a_forgetting_that_was_interrupted_is_finished_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let half = folder.path().join("repositories/.forgotten-ab/mirror.git");
    fs::create_dir_all(&half).unwrap();
    assert!(settings(folder.path()).repositories().is_empty());
    assert!(!half.exists());
}

#[test]
#[cfg(unix)]
fn nobody_else_on_the_computer_can_read_the_data_folder() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    settings(&data).add(connection("shop")).unwrap();
    assert_eq!(fs::metadata(&data).unwrap().permissions().mode() & 0o077, 0);
}
