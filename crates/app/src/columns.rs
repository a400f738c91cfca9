//! The order of the instances, and which of them are *Production*.

use manifold_domain::manifest::ManifestName;

use crate::wire::releases::{ColumnPlace, Instance};

/// All instances in the order of the columns: those that the user ordered, as ordered; then the others by
/// name, production last. Of an instance that the user never touched, production is a guess.
pub(crate) fn ordered<'a>(
    manifests: impl Iterator<Item = &'a ManifestName>,
    chosen: &[Instance],
) -> Vec<Instance> {
    let mut instances: Vec<Instance> = manifests
        .map(|manifest| {
            chosen
                .iter()
                .find(|instance| instance.manifest == *manifest)
                .cloned()
                .unwrap_or_else(|| Instance {
                    manifest: manifest.clone(),
                    is_production: sounds_like_production(manifest),
                    place: ColumnPlace::Scrolling,
                })
        })
        .collect();
    let place = |instance: &Instance| {
        chosen
            .iter()
            .position(|other| other.manifest == instance.manifest)
    };
    instances.sort_by_cached_key(|instance| {
        let place = place(instance);
        (
            place.is_none(),
            place,
            instance.is_production,
            instance.manifest.clone(),
        )
    });
    instances
}

/// Whether this is one of the instances, and *Production*.
pub(crate) fn is_production(instances: &[Instance], manifest: &ManifestName) -> bool {
    instances
        .iter()
        .any(|instance| instance.manifest == *manifest && instance.is_production)
}

fn sounds_like_production(manifest: &ManifestName) -> bool {
    let name = manifest.as_str().to_ascii_lowercase();
    name.contains("prod") || name.contains("live")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<ManifestName> {
        names.iter().map(|name| ManifestName::existing(name)).collect()
    }

    fn shown(manifests: &[ManifestName], chosen: &[Instance]) -> Vec<String> {
        ordered(manifests.iter(), chosen)
            .into_iter()
            .map(|instance| {
                format!(
                    "{}{}",
                    if instance.is_production { "◆ " } else { "" },
                    instance.manifest
                )
            })
            .collect()
    }

    #[test]
    fn untouched_instances_stand_by_name_with_production_last() {
        let manifests = names(&["Prod", "dev", "live-eu", "staging"]);
        assert_eq!(shown(&manifests, &[]), ["dev", "staging", "◆ Prod", "◆ live-eu"]);
    }

    #[test]
    fn the_order_and_marks_that_the_user_chose_win() {
        let manifests = names(&["dev", "prod", "qa"]);
        let chosen = [("prod", false), ("dev", true)].map(|(name, is_production)| Instance {
            manifest: ManifestName::existing(name),
            is_production,
            place: ColumnPlace::Scrolling,
        });
        assert_eq!(shown(&manifests, &chosen), ["prod", "◆ dev", "qa"]);
    }

    #[test]
    fn an_instance_that_is_gone_leaves_no_column() {
        let chosen = [Instance {
            manifest: ManifestName::existing("gone"),
            is_production: true,
            place: ColumnPlace::Scrolling,
        }];
        assert_eq!(shown(&names(&["dev"]), &chosen), ["dev"]);
    }
}
