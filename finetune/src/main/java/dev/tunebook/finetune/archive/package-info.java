/// Accounts kept on disk: taking one ([dev.tunebook.finetune.archive.Archive]), and reading one back
/// ([dev.tunebook.finetune.archive.FolderProvider]).
@NullMarked
package dev.tunebook.finetune.archive;

import org.jspecify.annotations.NullMarked;
