"""Run files: saved, uploaded, listed, downloaded, deleted; media and tables of a run."""

import base64
import hashlib
import json
import os

import numpy
import PIL.Image
import wandb
from checks import ENTITY, check, equal, main, needs, newer, once, raises, takes

PROJECT = "files"
COLUMNS = ["id", "text", "score", "maybe"]
DATA = [[i, f"row {i} \u65e5\u672c", i / 4, None if i % 2 else i] for i in range(20)]


def pixels():
    return (numpy.arange(8 * 6 * 3) % 256).astype("uint8").reshape(6, 8, 3)


def write(path, content):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
    return path


@once
def logged():
    with wandb.init(project=PROJECT, name="files") as run:
        write("save/deep/weights.bin", bytes(range(256)) * 5000)
        write("save/empty.txt", b"")
        write("save/a name with spaces & 100% (\u65e5\u672c).txt", "\u65e5\u672c".encode())
        for path in ("save/empty.txt", "save/a name with spaces & 100% (\u65e5\u672c).txt"):
            run.save(path, base_path="save", policy="end")
        run.save("save/deep/*", base_path="save", policy="now")
        run.log(
            {
                "picture": wandb.Image(pixels(), caption="a caption"),
                "many/pictures": [wandb.Image(pixels() + i) for i in range(3)],
            }
        )
        run.log({"table": wandb.Table(columns=COLUMNS, data=DATA)})
        run.log({"page": wandb.Html("<p>hello</p><script>alert(1)</script>", inject=False)})
    return run


def stored():
    return wandb.Api().run(f"{ENTITY}/{PROJECT}/{logged().id}")


@once
def values():
    found = {}
    for row in stored().scan_history():
        found.update({key: value for key, value in row.items() if isinstance(value, dict)})
    return found


def downloaded(name):
    with stored().file(name).download(root="down", replace=True) as file:
        path = file.name
    with open(path, "rb") as file:
        return file.read()


@check
def saved_files_are_read_back_equal():
    equal(downloaded("deep/weights.bin"), bytes(range(256)) * 5000)
    equal(downloaded("a name with spaces & 100% (\u65e5\u672c).txt"), "\u65e5\u672c".encode())


@check
@needs(newer("0.17"), "empty files, which it never sends")
def an_empty_file_is_read_back_empty():
    equal(downloaded("empty.txt"), b"")


@check
def size_and_digest_of_a_file_are_told():
    file = stored().file("deep/weights.bin")
    equal(file.size, 256 * 5000)
    equal(file._attrs["md5"], base64.b64encode(hashlib.md5(bytes(range(256)) * 5000).digest()).decode())
    assert file.mimetype, "no media type"
    assert file.updated_at, "no time"


@check
def an_image_is_read_back_equal():
    picture = values()["picture"]
    equal((picture["_type"], picture["width"], picture["height"], picture["caption"]), ("image-file", 8, 6, "a caption"))
    content = downloaded(picture["path"])
    equal(hashlib.sha256(content).hexdigest(), picture["sha256"])
    equal(numpy.asarray(PIL.Image.open(os.path.join("down", picture["path"]))).tolist(), pixels().tolist())


@check
def a_list_of_images_is_read_back_whole():
    pictures = values()["many/pictures"]
    equal(pictures["count"], 3)
    equal(len({hashlib.sha256(downloaded(name)).hexdigest() for name in pictures["filenames"]}), 3)


@check
def the_file_of_a_table_holds_its_rows():
    table = json.loads(downloaded(values()["table"]["path"]))
    equal(table["columns"], COLUMNS)
    equal(table["data"], DATA)
    equal((values()["table"]["nrows"], values()["table"]["ncols"]), (20, 4))


@check
def html_is_kept_as_it_was():
    equal(downloaded(values()["page"]["path"]), b"<p>hello</p><script>alert(1)</script>")


@check
@needs(takes(wandb.apis.public.Run.files, "pattern"), "`Run.files(pattern=...)`")
def files_are_listed_by_pattern():
    equal(len([file.name for file in stored().files(pattern="media/images/%")]), 4)


@check
def files_are_listed_by_name_and_by_page():
    run = stored()
    equal([file.name for file in run.files(names=["empty.txt", "deep/weights.bin"])], ["empty.txt", "deep/weights.bin"])
    names = [file.name for file in run.files(per_page=2)]
    equal(len(names), len(set(names)))
    equal(len(names), len(run.files()))


@check
def a_missing_file_says_so():
    file = stored().file("no-such-file.txt")
    equal(file.size, 0)
    raises(Exception, lambda: file.download(root="down", replace=True))


@check
def a_file_is_uploaded_later_replaced_and_deleted():
    run = stored()
    run.upload_file(write("later/notes.txt", b"first"), root=".")
    equal(downloaded("later/notes.txt"), b"first")
    run.upload_file(write("later/notes.txt", b"second"), root=".")
    equal(downloaded("later/notes.txt"), b"second")
    count = len(stored().files())
    stored().file("later/notes.txt").delete()
    equal(len(stored().files()), count - 1)
    equal(stored().file("later/notes.txt").size, 0)


@check
def a_live_file_has_its_last_content():
    with wandb.init(project=PROJECT) as run:
        path = write("live/log.txt", b"1")
        run.save(path, base_path="live", policy="live")
        for i in range(5):
            write("live/log.txt", b"x" * (i + 2))
    with wandb.Api().run(f"{ENTITY}/{PROJECT}/{run.id}").file("log.txt").download(root="live-down", replace=True) as file:
        equal(file.read(), "x" * 6)


@check
def a_restored_file_is_equal():
    with wandb.init(project=PROJECT) as run:
        restored = wandb.restore("deep/weights.bin", run_path=f"{ENTITY}/{PROJECT}/{logged().id}", root="restored")
        restored.close()
        assert run.id
    with open("restored/deep/weights.bin", "rb") as file:
        equal(file.read(), bytes(range(256)) * 5000)


if __name__ == "__main__":
    main()
