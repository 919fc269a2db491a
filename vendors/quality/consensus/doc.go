// Package consensus finds the most probable label of each item when several people
// have labelled it, together with how each of them errs.
//
// Its nouns:
//
//   - [Vote]: one worker's label of one item. A worker may label an item more than
//     once; every vote counts.
//   - [Settings]: the method, the prior knowledge of workers, gold items whose truth
//     is known, and when to stop.
//   - [Result]: the probability of each class for each item, each worker's confusion
//     matrix, the frequencies of the classes, and the log-likelihood.
//
// Methods:
//
//   - [Majority]: the share of the votes; nobody is better than anybody.
//   - [DawidSkene]: every worker has a confusion matrix, all of it estimated by
//     maximum likelihood (Dawid and Skene 1979, JRSS-C 28:20-28).
//   - [DawidSkeneMAP]: the same with Dirichlet pseudo-counts on each row, 4 on the
//     diagonal and 1 elsewhere: workers with few votes are taken to be good rather
//     than to be whatever those few votes say. The default.
//   - [OneCoin]: every worker has one probability of being right, and errs evenly.
//
// The last three are expectation-maximisation from the shares of the votes. It
// stops on the observed-data log-likelihood (plus the log prior, for the MAP), which
// no iteration can lower; with gold items their classes are held at the truth.
//
// Start reading at [Infer].
package consensus
