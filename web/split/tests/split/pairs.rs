//! A page: what takes a module, or both parts of one, from outside.

use std::collections::BTreeSet;

use iamwhy_split::{divided, ordered};
use wasmi::{Engine, Extern, Instance, Linker, Module, Store, Val};

/// What was said to the page, and how often the rest was asked for.
#[derive(Default)]
pub(crate) struct Page {
    pub(crate) told: Vec<i32>,
    pub(crate) loads: usize,
    /// The rest, until somebody asks for it.
    waits: Option<Module>,
    first: Option<Instance>,
}

pub(crate) struct Pair {
    store: Store<Page>,
    first: Instance,
}

impl Pair {
    /// The whole module.
    pub(crate) fn whole(text: &str) -> Pair {
        Pair::whole_of(&wat::parse_str(text).unwrap())
    }

    /// The whole module, with its functions in order.
    pub(crate) fn ordered(text: &str) -> Pair {
        Pair::whole_of(&ordered(&wat::parse_str(text).unwrap()).unwrap())
    }

    fn whole_of(bytes: &[u8]) -> Pair {
        let engine = Engine::default();
        let module = Module::new(&engine, bytes).unwrap();
        let mut linker = linker(&engine);
        linker.func_wrap("page", "told", tell).unwrap();
        Pair::of(Store::new(&engine, Page::default()), &linker, &module)
    }

    /// Two modules, of which the first has the functions of these numbers.
    pub(crate) fn divided(text: &str, stays: &BTreeSet<u32>) -> Pair {
        let bytes = wat::parse_str(text).unwrap();
        let parts = divided(&bytes, stays).unwrap();
        let engine = Engine::default();
        let page = Page {
            waits: Some(Module::new(&engine, &parts.rest).unwrap()),
            ..Page::default()
        };
        let mut linker = linker(&engine);
        linker.func_wrap("outside", "_0", tell).unwrap();
        linker.func_wrap("rest", "load", load).unwrap();
        Pair::of(
            Store::new(&engine, page),
            &linker,
            &Module::new(&engine, &parts.first).unwrap(),
        )
    }

    fn of(mut store: Store<Page>, linker: &Linker<Page>, module: &Module) -> Pair {
        let first = linker.instantiate_and_start(&mut store, module).unwrap();
        store.data_mut().first = Some(first);
        Pair { store, first }
    }

    /// Calls what the module exports; an error is what stopped it.
    pub(crate) fn call(&mut self, name: &str, takes: &[i32]) -> Result<Vec<i32>, String> {
        let function = self.first.get_func(&self.store, name).unwrap();
        let takes: Vec<Val> = takes.iter().copied().map(Val::I32).collect();
        let mut gives = vec![Val::I32(0); function.ty(&self.store).results().len()];
        match function.call(&mut self.store, &takes, &mut gives) {
            Ok(()) => Ok(gives.iter().filter_map(Val::i32).collect()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Has the rest loaded before anybody asks.
    pub(crate) fn load(&mut self) {
        let (rest, first) = (self.store.data_mut().waits.take().unwrap(), self.first);
        join(&mut self.store, &rest, first);
    }

    pub(crate) fn page(&self) -> &Page {
        self.store.data()
    }
}

fn tell(mut caller: wasmi::Caller<'_, Page>, what: i32) {
    caller.data_mut().told.push(what);
}

fn linker(engine: &Engine) -> Linker<Page> {
    Linker::new(engine)
}

/// As `web/public/rest.js` does it.
fn load(mut caller: wasmi::Caller<'_, Page>) {
    caller.data_mut().loads += 1;
    let rest = caller.data_mut().waits.take().expect("it is asked for once");
    let first = caller.data().first.expect("nobody needs it before there is a first");
    join(&mut caller, &rest, first);
}

fn join(mut store: impl wasmi::AsContextMut<Data = Page>, rest: &Module, first: Instance) {
    let mut linker = Linker::new(store.as_context().engine());
    let lent: Vec<(String, Extern)> = first
        .exports(&store)
        .map(|own| (own.name().to_owned(), own.into_extern()))
        .collect();
    for (name, own) in lent {
        linker.define("", &name, own).unwrap();
    }
    linker.instantiate_and_start(&mut store, rest).unwrap();
}
