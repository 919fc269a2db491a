// Package voice listens to what customers come with: why they had to come at all,
// what they say in their own words, and how long what hurts them stays unsolved.
//
// Its nouns:
//
//   - Reason: why a contact came, with its driver: the gap between what was designed
//     and what was understood, or between what was promised and what was done.
//
//   - Ratio: contacts for every 1,000 orders (误差比例), with its interval; the figure
//     that tells more errors from more customers.
//
//   - Comparison: a count against one before it, with the interval of the ratio; what
//     tells whether a measure helped ([Compare]).
//
//   - Topic: free texts that say the same ([Cluster]), in Chinese and English.
//
//   - Pain: something unsolved with an owner and a clock, which runs against the
//     department that owns it and not against who answers the phone (003-21).
//
//   - Mask: what of a text may be kept ([Mask]); Filing: which reason a text without
//     one belongs to ([Filing]).
//
// Start reading at [Drivers], [Cluster] and [Ages].
package voice
