// Package allocate divides a period's volume between vendors.
//
// Its nouns:
//
//   - Problem: skills with a volume, and for each the offers of vendors: cost,
//     quality and how sure of it one is, limits by contract, lock, capacity, step.
//   - Limit: what bounds an offer; every bound knows which limits made it, so that a
//     price or an impossibility can be said in the words of the contract.
//   - Result: contacts, shares, cost, quality, and the price of every limit that
//     binds; how concentrated the work is, and whether the others could take over
//     from the largest.
//
// It is a linear programme by skill s and vendor v:
//
//	minimise  Σ (c + λ(1 − q)) x
//	subject to  Σ_v x = V_s,  lo ≤ x ≤ hi,  Σ_v q x ≥ Q_s V_s,  Σ_s h x ≤ certified hours of v
//
// What a vendor gets beyond its previous share counts at a low quantile of its
// quality, what it keeps at the mean: a small vendor with a lucky month does not
// jump. Both are parts of one concave line, so the programme stays linear.
//
// Without floor and hours a skill is solved exactly by filling the cheapest first
// ([Fill]). Shares are a proposal to approve, not money, hence floating point.
//
// Start reading at [Solve].
package allocate
