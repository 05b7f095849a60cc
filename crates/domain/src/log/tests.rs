use super::*;
use alloc::{collections::BTreeMap, vec::Vec};
use core::cell::RefCell;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash, mem_backed_tree::MemoryBackedTree};
use proptest::{prelude::*, sample::Index};

type Reference = MemoryBackedTree<Sha256, Vec<u8>>;

/// A log as a store would keep it: tiles by place.
#[derive(Default)]
struct Kept {
    tiles: RefCell<BTreeMap<(u8, u64), Vec<Hash>>>,
    size: u64,
}

impl Kept {
    fn read(&self, level: u8, index: u64) -> Option<Vec<Hash>> {
        self.tiles.borrow().get(&(level, index)).cloned()
    }

    fn append(&mut self, leaves: &[Hash]) -> Appended {
        let appended = append(self.size, leaves, |level, index| self.read(level, index)).unwrap();
        for tile in &appended.tiles {
            self.tiles.borrow_mut().insert((tile.level, tile.index), tile.hashes.clone());
        }
        self.size = appended.size;
        appended
    }
}

fn data(number: u64) -> Vec<u8> {
    number.to_be_bytes().to_vec()
}

fn leaves(from: u64, to: u64) -> Vec<Hash> {
    (from..to).map(|number| leaf_hash(&data(number))).collect()
}

fn reference(size: u64) -> Reference {
    let mut tree = Reference::new();
    (0..size).for_each(|number| tree.push(data(number)));
    tree
}

fn kept(size: u64) -> Kept {
    let mut log = Kept::default();
    log.append(&leaves(0, size));
    log
}

fn hashes(bytes: &[u8]) -> Vec<Hash> {
    bytes.chunks(32).map(|chunk| chunk.try_into().unwrap()).collect()
}

fn theirs(root: Hash, size: u64) -> RootHash<Sha256> {
    RootHash::new(root.into(), size)
}

#[test]
fn every_root_up_to_700_is_the_reference_s() {
    let (mut log, mut tree) = (Kept::default(), Reference::new());
    assert_eq!(root(0, |_, _| None), Ok(empty_root()));
    for size in 0..=700 {
        assert_eq!(root(size, |level, index| log.read(level, index)).unwrap(), tree.root().as_bytes()[..]);
        let appended = log.append(&leaves(size, size + 1));
        tree.push(data(size));
        assert_eq!(appended.root[..], tree.root().as_bytes()[..], "size {size}");
    }
}

#[test]
fn tiles_are_as_the_format_counts_them() {
    let log = kept(70_000);
    let tiles = log.tiles.borrow();
    let count = |level: u8, width: usize| {
        tiles.iter().filter(|((at, _), hashes)| *at == level && hashes.len() == width).count()
    };
    assert_eq!((count(0, 256), count(0, 112)), (273, 1));
    assert_eq!((count(1, 256), count(1, 17), count(2, 1)), (1, 1, 1));
    assert_eq!(tiles.len(), 277);
    let last = *tiles.get(&(2, 0)).unwrap().first().unwrap();
    assert_eq!(last, root(65_536, |level, index| log.read(level, index)).unwrap());
}

#[test]
fn an_append_returns_only_what_changed() {
    let mut log = kept(255);
    let places = |tiles: &[Tile]| tiles.iter().map(Tile::path).collect::<Vec<_>>();
    assert_eq!(places(&log.append(&leaves(255, 256)).tiles), ["tile/0/000", "tile/1/000.p/1"]);
    assert_eq!(places(&log.append(&leaves(256, 257)).tiles), ["tile/0/001.p/1"]);
    assert_eq!(places(&log.append(&[]).tiles), [""; 0]);
    let far = Tile { level: 3, index: 1_234_067, hashes: leaves(0, 256) };
    assert_eq!(far.path(), "tile/3/x001/x234/067");
}

#[test]
fn an_append_cut_short_can_be_done_again() {
    let (mut once, again) = (kept(200), kept(300));
    let expected = once.append(&leaves(200, 300));
    let repeated = append(200, &leaves(200, 300), |level, index| again.read(level, index));
    assert_eq!(repeated, Ok(expected));
}

#[test]
fn a_missing_or_short_tile_is_said_so() {
    let log = kept(300);
    let missing = LogFault::MissingTile { level: 0, index: 1 };
    let without = |level, index| if (level, index) == (0, 1) { None } else { log.read(level, index) };
    let short = |level, index| log.read(level, index).map(|hashes| hashes[..hashes.len() - 1].to_vec());
    assert_eq!(root(300, without), Err(missing));
    assert_eq!(append(300, &leaves(300, 301), short), Err(missing));
    assert_eq!(inclusion(299, 300, without), Err(missing));
    let read = |level, index| log.read(level, index);
    assert_eq!(inclusion(300, 300, read), Err(LogFault::OutOfRange));
    assert_eq!(consistency(301, 300, read), Err(LogFault::OutOfRange));
}

#[test]
fn the_edges_of_consistency_are_exact() {
    let (empty, one, two) = (empty_root(), leaf_hash(b"1"), leaf_hash(b"2"));
    assert!(verify_consistency(0, 0, &[], &empty, &empty));
    assert!(verify_consistency(0, 5, &[], &empty, &one));
    assert!(verify_consistency(5, 5, &[], &one, &one));
    assert!(!verify_consistency(0, 0, &[], &one, &one));
    assert!(!verify_consistency(0, 5, &[], &two, &one));
    assert!(!verify_consistency(5, 5, &[], &one, &two));
    assert!(!verify_consistency(5, 5, &[two], &one, &one));
    assert!(!verify_consistency(6, 5, &[], &one, &one));
    assert!(!verify_consistency(1, 2, &[], &one, &one));
    assert!(!verify_consistency(3, 5, &[], &one, &two));
    assert!(!verify_inclusion(&one, 0, 0, &[], &one));
    assert!(verify_inclusion(&one, 0, 1, &[], &one));
    assert!(!verify_inclusion(&one, 0, 2, &[], &one));
    assert!(!verify_inclusion(&one, 0, 1, &[two], &node_hash(&two, &one)));
}

fn proofs_agree(log: &Kept, tree: &Reference, index: u64, old: u64) -> Result<(), TestCaseError> {
    let (size, whole) = (log.size, hashes(tree.root().as_bytes())[0]);
    let read = |level, index| log.read(level, index);
    let (leaf, before) = (leaf_hash(&data(index)), root(old, read).unwrap());

    let path = inclusion(index, size, read).unwrap();
    prop_assert_eq!(&path, &hashes(tree.prove_inclusion(index as usize).as_bytes()));
    prop_assert!(verify_inclusion(&leaf, index, size, &path, &whole));
    let proof = InclusionProof::<Sha256>::from_bytes(path.concat());
    prop_assert!(theirs(whole, size).verify_inclusion(&data(index), index, &proof).is_ok());
    prop_assert!(!verify_inclusion(&leaf, index + 1, size, &path, &whole));
    prop_assert!(!verify_inclusion(&leaf_hash(b"x"), index, size, &path, &whole));

    let path = consistency(old, size, read).unwrap();
    prop_assert!(verify_consistency(old, size, &path, &before, &whole));
    if old > 0 {
        prop_assert_eq!(&path, &hashes(tree.prove_consistency((size - old) as usize).as_bytes()));
        let proof = ConsistencyProof::try_from_bytes(path.concat()).unwrap();
        prop_assert!(theirs(whole, size).verify_consistency(&theirs(before, old), &proof).is_ok());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn batches_end_where_the_reference_does(batches in prop::collection::vec(0u64..300, 0..6)) {
        let mut log = Kept::default();
        for batch in batches {
            let end = (log.size + batch).min(700);
            let appended = log.append(&leaves(log.size, end));
            prop_assert_eq!(appended.size, end);
            prop_assert_eq!(appended.root.to_vec(), reference(end).root().as_bytes().to_vec());
        }
        prop_assert_eq!(log.tiles.take(), kept(log.size).tiles.take());
    }

    #[test]
    fn proofs_are_the_reference_s(size in 1u64..=700, index in any::<Index>(), old in any::<Index>()) {
        let index = index.index(size as usize) as u64;
        let old = old.index(size as usize + 1) as u64;
        proofs_agree(&kept(size), &reference(size), index, old)?;
    }

    #[test]
    fn a_changed_proof_proves_nothing(
        size in 2u64..=700,
        index in any::<Index>(),
        old in any::<Index>(),
        place in any::<Index>(),
        kind in 0..3,
    ) {
        let (log, index) = (kept(size), index.index(size as usize) as u64);
        let old = 1 + old.index(size as usize - 1) as u64;
        let read = |level, index| log.read(level, index);
        let spoil = |mut path: Vec<Hash>| {
            match kind {
                0 => path.truncate(path.len() - 1),
                1 => path.push([0; 32]),
                _ => {
                    let at = place.index(path.len());
                    path[at][place.index(32)] ^= 1;
                }
            }
            path
        };
        let (whole, before) = (root(size, read).unwrap(), root(old, read).unwrap());
        let path = spoil(inclusion(index, size, read).unwrap());
        prop_assert!(!verify_inclusion(&leaf_hash(&data(index)), index, size, &path, &whole));
        let path = spoil(consistency(old, size, read).unwrap());
        prop_assert!(!verify_consistency(old, size, &path, &before, &whole));
    }
}
