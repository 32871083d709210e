/// The storage contracts: what the server may ask of whatever keeps the data.
///
/// Every call takes the [dev.tunebook.store.Viewer]. What a viewer may not see is an empty answer or
/// [dev.tunebook.store.StoreException.NotFound]; what it may see but not do is
/// [dev.tunebook.store.StoreException.Denied]. A call that changes something returns when the change is
/// durable, and the very next call on any thread sees it. The records of each subject stand in the packages
/// below.
@NullMarked
package dev.tunebook.store;

import org.jspecify.annotations.NullMarked;
