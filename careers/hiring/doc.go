// Package hiring fills posts: what a post asks and why, who approved it, who applied by
// which channel, and what of a channel's hires stays.
//
// A requisition lists the needs of the job and the conditions that follow from them. A
// condition without a need, or about what somebody is and not what they can do, is
// refused (concept 004-02: drop needless entry conditions). Candidates have a number and
// no name until they are hired; what is known of them is whether they meet each
// condition, which is laid side by side and never ranked (004-04).
//
// Start reading at [Requisition] and [Service].
package hiring
