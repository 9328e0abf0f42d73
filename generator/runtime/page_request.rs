//! What requests of pages have, by the clause `pages` of `operation!`.

/// `pages [.data as Invite] cursor("after" from "/last_id")` says of an operation what its items are,
/// where in the answer they stand, and by which pager the next page is found; `.data [?]` is a
/// member that may be absent.
macro_rules! pages {
    (
        $name:ident => $page:ty,
        [$(.$field:ident $([$absent:tt])*)* as $item:ty] $pager:ident $rule:tt
    ) => {
        impl $crate::runtime::Pages for $name {
            type Data = <$page as ::std::ops::Deref>::Target;
            type Item = $item;

            fn paging() -> $crate::runtime::Paging<Self::Data, $item> {
                $crate::runtime::Paging {
                    items: |page| ::std::option::Option::Some(
                        &page$(.$field $(.as_ref()$absent)*)*,
                    ),
                    into_items: |page| ::std::option::Option::Some(page$(.$field $($absent)*)*),
                    pager: &$crate::runtime::$pager! $rule,
                    call: $crate::runtime::Call::of_page::<Self>,
                }
            }
        }

        impl $name {
            /// Returns a stream over the items of this page and all following pages.
            ///
            /// Each page is requested on demand; nothing is sent before the first item is polled.
            pub fn stream(self) -> $crate::runtime::ItemStream<$item> {
                $crate::runtime::ItemStream::new(self.request.call())
            }
        }
    };
}

pub(crate) use pages;
