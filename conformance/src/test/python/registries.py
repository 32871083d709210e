"""Registries of an organisation: who leads, fills, reads and searches them."""

import contextlib

import wandb
from checks import ENTITY, check, equal, main, needs, newer, once, raises
from people import Person, graphql, put

ORG = "acme-org"
REGISTRY = "models"
PATH = f"{ORG}/wandb-registry-{REGISTRY}"
# Teams of the organisation: older clients find a registry from the team that links into it.
LAB = "lab"
FIELD = "field"
SOURCES = "sources"


def registry(name, **input):
    """Made as the client does it; older ones have no call for it."""
    made = graphql(
        "mutation($input: UpsertModelInput!) { upsertModel(input: $input) { inserted project { id } } }",
        input={"entityName": ORG, "name": f"wandb-registry-{name}", "access": "PRIVATE", **input},
    )["upsertModel"]
    assert made["inserted"], name
    return made["project"]["id"]


@once
def organization():
    put(f"organizations/{ORG}", displayName="Acme")
    put(f"organizations/{ORG}/members/{ENTITY}", role="admin")
    for team in (LAB, FIELD):
        put(f"teams/{team}", organization=ORG)
    put(f"teams/{LAB}/members/{ENTITY}", role="admin")
    return registry(REGISTRY, protectedAliases=["production"])


def member_of(project, name, role):
    """Somebody with this role in a registry, whom its administrators put there."""
    person = Person(name)
    users = graphql("query($name: String!) { users(query: $name) { edges { node { id } } } }", name=name)
    user = users["users"]["edges"][0]["node"]["id"]
    graphql(
        """mutation($project: ID!, $user: ID!, $role: String!) {
             createProjectMembers(input: {projectId: $project, userIds: [$user]}) { success }
             updateProjectMember(input: {projectId: $project, userId: $user, userProjectRole: $role}) { success } }""",
        project=project,
        user=user,
        role=role,
    )
    return person


@once
def member():
    """Who is in another team than the one the versions come from."""
    person = member_of(organization(), "rita", "member")
    put(f"organizations/{ORG}/members/rita", role="member")
    put(f"teams/{FIELD}/members/rita", role="member")
    return person


@once
def viewer():
    """Anybody of the organisation."""
    organization()
    person = Person("rolf")
    put(f"organizations/{ORG}/members/rolf", role="member")
    put(f"teams/{FIELD}/members/rolf", role="member")
    return person


@once
def outsider():
    return Person("rob")


def logs(name, entity=FIELD):
    return f"""
        with wandb.init(entity="{entity}", project="{SOURCES}") as run:
            made = wandb.Artifact("{name}", "model", metadata={{"loss": 0.25}})
            with made.new_file("weights.bin", mode="wb") as file:
                file.write(b"weights of {name}")
            run.log_artifact(made, aliases=["best"]).wait()
            run.link_artifact(made, "{PATH}/{name}", aliases=["chosen"])
        print("null")
    """


@once
def linked():
    """A version of the lab's, linked into the registry."""
    organization()
    with wandb.init(entity=LAB, project=SOURCES) as run:
        made = wandb.Artifact("tuned", "model", metadata={"loss": 0.5})
        with made.new_file("weights.bin", mode="wb") as file:
            file.write(b"weights of tuned")
        logged = run.log_artifact(made)
        logged.wait()
        run.link_artifact(logged, f"{PATH}/tuned", aliases=["chosen"])
    return wandb.Api().artifact(f"{PATH}/tuned:chosen")


def downloads(name):
    return f"""
        found = wandb.Api().artifact("{PATH}/{name}")
        with open(found.download(root="down") + "/weights.bin") as file:
            print(json.dumps([found.type, sorted(found.aliases), file.read()]))
    """


MOVES = """
    found = wandb.Api().artifact("{path}/tuned:v0")
    found.aliases.append("{alias}")
    found.save()
    print(json.dumps(sorted(wandb.Api().artifact("{path}/tuned:v0").aliases)))
"""


def collections(name=REGISTRY):
    """The names of the collections of a registry."""
    found = graphql(
        """query($name: String!, $entity: String!) { project(name: $name, entityName: $entity) {
             artifactCollections(first: 100) { edges { node { name } } } } }""",
        name=f"wandb-registry-{name}",
        entity=ORG,
    )
    return sorted(edge["node"]["name"] for edge in found["project"]["artifactCollections"]["edges"])


@check
def a_version_is_linked_into_a_registry():
    found = linked()
    equal((found.entity, found.project, found.collection.name), (ORG, f"wandb-registry-{REGISTRY}", "tuned"))
    equal((found.source_entity, found.source_project, found.source_version), (LAB, SOURCES, "v0"))
    equal(sorted(found.aliases), ["chosen", "latest"])


@check
def a_member_reads_a_version_without_its_source():
    linked()
    equal(member().does(downloads("tuned:chosen")), ["model", ["chosen", "latest"], "weights of tuned"])
    member().fails(f"wandb.Api().run('{LAB}/{SOURCES}/' + wandb.Api().artifact('{PATH}/tuned:v0').logged_by().id)")
    member().fails(f"wandb.Api().artifact('{LAB}/{SOURCES}/tuned:v0')")


@check
def a_member_links_a_version_of_its_own():
    member().does(logs("ritas"))
    equal(wandb.Api().artifact(f"{PATH}/ritas:chosen").metadata, {"loss": 0.25})


@check
def a_viewer_reads_and_links_nothing():
    linked()
    equal(viewer().does(downloads("tuned:latest")), ["model", ["chosen", "latest"], "weights of tuned"])
    viewer().tries(logs("rolfs"))
    viewer().fails(MOVES.format(path=PATH, alias="mine"))
    outsider().tries(logs("robs", "rob"))
    equal([name for name in collections() if name in ("rolfs", "robs")], [])


@check
def somebody_of_no_such_organisation_sees_nothing():
    linked()
    outsider().fails(downloads("tuned:latest"))


@check
def protected_aliases_are_for_administrators():
    linked()
    equal(member().does(MOVES.format(path=PATH, alias="ordinary")), ["chosen", "latest", "ordinary"])
    member().fails(MOVES.format(path=PATH, alias="production"))
    equal(sorted(wandb.Api().artifact(f"{PATH}/tuned:v0").aliases), ["chosen", "latest", "ordinary"])
    found = wandb.Api().artifact(f"{PATH}/tuned:v0")
    found.aliases.append("production")
    found.save()
    equal(wandb.Api().artifact(f"{PATH}/tuned:production").version, "v0")


@check
def a_link_is_taken_back_and_its_source_stays():
    organization()
    with wandb.init(entity=LAB, project=SOURCES) as run:
        made = wandb.Artifact("withdrawn", "model")
        with made.new_file("weights.bin", mode="wb") as file:
            file.write(b"w")
        logged = run.log_artifact(made)
        logged.wait()
        run.link_artifact(logged, f"{PATH}/withdrawn")
    api = wandb.Api()
    collection = api.artifact_collection("model", f"{PATH}/withdrawn")
    equal([each.version for each in api.artifacts("model", f"{PATH}/withdrawn")], ["v0"])
    collection.delete()
    assert "withdrawn" not in collections()
    equal(wandb.Api().artifact(f"{LAB}/{SOURCES}/withdrawn:v0").version, "v0")


CREATES = needs(hasattr(wandb.Api, "create_registry"), "`Api.create_registry`")
SEARCHES = needs(hasattr(wandb.Api, "registries"), "`Api.registries`")


@check
@CREATES
def a_registry_is_made_changed_and_deleted():
    organization()
    made = wandb.Api().create_registry(
        "drafts", visibility="restricted", organization="Acme", description="first", artifact_types=["model"]
    )
    equal((made.name, made.organization, made.visibility, list(made.artifact_types)), ("drafts", "Acme", "restricted", ["model"]))
    made.description = "second"
    made.artifact_types.append("dataset")
    made.save()
    found = wandb.Api().registry("drafts", ORG)
    equal((found.description, sorted(found.artifact_types)), ("second", ["dataset", "model"]))
    found.name = "renamed"
    found.save()
    equal(wandb.Api().registry("renamed", ORG).description, "second")
    found.delete()
    raises(Exception, lambda: wandb.Api().registry("renamed", ORG).description)


@check
@CREATES
def a_registry_takes_the_types_it_is_for():
    organization()
    wandb.Api().create_registry("sets-only", visibility="organization", organization=ORG, artifact_types=["dataset"])
    source = linked()
    with wandb.init(entity=LAB, project=SOURCES) as run, contextlib.suppress(wandb.errors.CommError):
        # An older client only prints the refusal.
        equal(run.link_artifact(source, f"{ORG}/wandb-registry-sets-only/tuned"), None)
    equal(collections("sets-only"), [])


@check
@CREATES
def a_registry_is_made_once():
    organization()
    raises(Exception, lambda: wandb.Api().create_registry(REGISTRY, visibility="organization", organization=ORG))


@check
@needs(newer("0.20"), "members of a `Registry`")
def members_of_a_registry_have_roles():
    registry("staffed", access="RESTRICTED")
    crew = put("teams/curators")
    assert crew, "no team"
    person = Person("rosa")
    sees = f"print(json.dumps(wandb.Api().registry('staffed', '{ORG}').name))"
    person.fails(sees)
    staffed = wandb.Api().registry("staffed", ORG)
    staffed.add_members(wandb.Api().user("rosa"), wandb.Api().team("curators"))
    equal(person.does(sees), "staffed")
    staffed.update_member(wandb.Api().user("rosa"), "member")
    found = {member.user.username: member.role for member in staffed.user_members()}
    equal(found, {ENTITY: "admin", "rosa": "member"})
    equal([member.team.name for member in staffed.team_members()], ["curators"])
    staffed.remove_members(wandb.Api().user("rosa"), wandb.Api().team("curators"))
    person.fails(sees)


def searched(**options):
    """The names of the registries found; an older client leaves their prefix on."""
    return [each.name.split("wandb-registry-")[-1] for each in wandb.Api().registries(ORG, **options)]


@check
@SEARCHES
def registries_are_searched():
    linked()
    assert REGISTRY in searched()
    equal(searched(filter={"name": REGISTRY}), [REGISTRY])
    equal(searched(filter={"name": {"$regex": "-models$"}}), [REGISTRY])
    equal(searched(filter={"name": "no-such"}), [])


@check
@SEARCHES
def collections_and_versions_are_searched_across_registries():
    linked()
    other = registry("others")
    assert other, "no registry"
    with wandb.init(entity=LAB, project=SOURCES) as run:
        run.link_artifact(wandb.Api().artifact(f"{LAB}/{SOURCES}/tuned:v0"), f"{ORG}/wandb-registry-others/elsewhere")
    registries = wandb.Api().registries(ORG, filter={"name": {"$in": [REGISTRY, "others"]}})
    equal(sorted(each.name for each in registries.collections(filter={"name": {"$in": ["tuned", "elsewhere"]}})), ["elsewhere", "tuned"])
    versions = registries.collections(filter={"name": "tuned"}).versions(filter={"alias": "chosen"})
    equal([each.name for each in versions], ["tuned:v0"])
    equal([each.name for each in registries.versions(filter={"metadata.loss": {"$gt": 0.4}})].count("tuned:v0"), 1)
    equal(list(registries.versions(filter={"metadata.loss": {"$gt": 9}})), [])


if __name__ == "__main__":
    main()
