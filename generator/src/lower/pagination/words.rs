//! The names of pagination parameters and members in common APIs. All names are in snake case.

/// Query parameters that take a cursor.
pub(super) const CURSORS: &[&str] = &[
    "after",
    "after_cursor",
    "after_id",
    "bookmark",
    "continuation",
    "continuation_token",
    "continue",
    "cursor",
    "exclusive_start_key",
    "iterator",
    "marker",
    "next",
    "next_cursor",
    "next_marker",
    "next_page",
    "next_page_token",
    "next_token",
    "offset",
    "page",
    "page_after",
    "page_cursor",
    "page_id",
    "page_token",
    "pagination_token",
    "scroll_id",
    "start_after",
    "start_cursor",
    "start_key",
    "starting_after",
    "starting_token",
];

/// Cursors whose next value has the same name in the response.
pub(super) const OWN: &[&str] = &[
    "bookmark",
    "continuation",
    "continue",
    "cursor",
    "iterator",
    "marker",
    "page_token",
    "scroll_id",
];

/// Query parameters that take a cursor only if the response has a next value with exactly this name:
/// elsewhere, they are credentials.
pub(super) const TOKENS: &[&str] = &["token"];

/// Those of them that may be the `id` of the last item.
pub(super) const AFTER: &[&str] = &["after", "after_id", "start_after", "starting_after"];

/// Cursors that are never anything else, so that any next value fits.
pub(super) const GENERIC: &[&str] = &[
    "after",
    "after_cursor",
    "continuation",
    "continuation_token",
    "cursor",
    "marker",
    "next",
    "page_after",
    "page_cursor",
    "page_token",
    "pagination_token",
    "start_cursor",
    "starting_after",
    "starting_token",
];

/// Members that hold the next value of a cursor.
pub(super) const NEXT: &[&str] = &[
    "continuation_token",
    "end_cursor",
    "next_continuation_token",
    "next_cursor",
    "next_key",
    "next_marker",
    "next_page_cursor",
    "next_page_token",
    "next_token",
];

/// Members that hold the URL of the next page.
pub(super) const NEXT_URLS: &[&str] = &[
    "next_href",
    "next_link",
    "next_page_href",
    "next_page_link",
    "next_page_uri",
    "next_page_url",
    "next_uri",
    "next_url",
    "odata_next_link",
];

/// Members of an object that describes the link to the next page.
pub(super) const HREFS: &[&str] = &["href", "link", "uri", "url"];

/// Query parameters for the number of items before a page.
pub(super) const OFFSETS: &[&str] = &[
    "from",
    "offset",
    "page_offset",
    "skip",
    "start",
    "start_at",
    "start_index",
];

/// Offsets whose first value must be documented, because many APIs count from 1.
pub(super) const EITHER_BASE: &[&str] = &["start", "start_index"];

/// Query parameters for the page number.
pub(super) const NUMBERS: &[&str] = &[
    "current_page",
    "page",
    "page_index",
    "page_no",
    "page_num",
    "page_number",
    "pagenumber",
];

/// Members that hold the number of the page.
pub(super) const CURRENT: &[&str] = &[
    "current_page",
    "page",
    "page_index",
    "page_no",
    "page_number",
];

/// Query parameters for the number of items per page.
pub(super) const LIMITS: &[&str] = &[
    "count",
    "items_per_page",
    "limit",
    "max",
    "max_items",
    "max_results",
    "page_limit",
    "page_size",
    "pagesize",
    "per_page",
    "results_per_page",
    "rows",
    "size",
    "take",
];

/// Members that are `true` if there is another page.
pub(super) const MORE: &[&str] = &[
    "has_more",
    "has_more_items",
    "has_more_pages",
    "has_more_results",
    "has_next",
    "has_next_page",
    "is_truncated",
    "more",
    "more_available",
];

/// Members that are `false` if there is another page.
pub(super) const LAST: &[&str] = &["is_end", "is_last", "is_last_page", "last", "last_page"];

/// Members for the total number of items.
pub(super) const TOTALS: &[&str] = &[
    "total",
    "total_count",
    "total_elements",
    "total_entries",
    "total_items",
    "total_records",
    "total_results",
];

/// Members for the total number of pages.
pub(super) const PAGES: &[&str] = &[
    "last_page",
    "num_pages",
    "number_of_pages",
    "page_count",
    "pages",
    "pages_count",
    "total_pages",
];

/// Objects beside the items that hold information about pagination.
pub(super) const ENVELOPES: &[&str] = &[
    "cursor",
    "cursors",
    "info",
    "links",
    "list_info",
    "list_metadata",
    "meta",
    "metadata",
    "next",
    "next_page",
    "page",
    "page_info",
    "page_meta",
    "page_metadata",
    "pages",
    "pagination",
    "pagination_info",
    "pagination_metadata",
    "paginator",
    "paging",
    "response_metadata",
    "result_info",
    "view",
];

/// Objects that hold the items.
pub(super) const AROUND: &[&str] = &[
    "collection",
    "data",
    "embedded",
    "list",
    "payload",
    "response",
    "result",
    "results",
];

/// The last words of the names of objects that hold the items.
pub(super) const AROUND_ENDS: &[&str] = &["_items", "_list", "_results"];

/// The last words of the names of objects that hold information about pagination.
pub(super) const ENVELOPE_ENDS: &[&str] = &["_next", "_page_info", "_pagination", "_paging"];

/// Arrays that are not paginated, unless they are the only ones.
pub(super) const BESIDE: &[&str] = &[
    "aggregations",
    "errors",
    "facets",
    "filters",
    "included",
    "links",
    "messages",
    "sort",
    "warnings",
];

/// Arrays that are paginated regardless of other arrays.
pub(super) const ITEMS: &[&str] = &[
    "collection",
    "content",
    "data",
    "documents",
    "edges",
    "elements",
    "entries",
    "hits",
    "items",
    "list",
    "nodes",
    "objects",
    "records",
    "member",
    "resources",
    "results",
    "rows",
    "value",
    "values",
];
