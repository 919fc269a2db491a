package coherent

// Shares returns which share of a group's contacts each member takes in each slot,
// from what each saw there: (N + κ·p)/(ΣN + κ), the member's own count N of the
// slot beside its share p of all slots. κ is how many contacts of a slot weigh as
// much as the whole. The shares of a slot add up to 1; where nothing at all was
// seen they are equal.
//
// counts are by member and slot, finite and not negative.
func Shares(counts [][]float64, kappa float64) [][]float64 {
	slots := 0
	if len(counts) > 0 {
		slots = len(counts[0])
	}
	overall, total := make([]float64, len(counts)), 0.0
	bySlot := make([]float64, slots)
	for q, row := range counts {
		for j, n := range row {
			overall[q] += n
			bySlot[j] += n
			total += n
		}
	}
	out := make([][]float64, len(counts))
	for q, row := range counts {
		p := 1 / float64(len(counts))
		if total > 0 {
			p = overall[q] / total
		}
		out[q] = make([]float64, slots)
		for j, n := range row {
			out[q][j] = p
			if whole := bySlot[j] + kappa; whole > 0 {
				out[q][j] = (n + kappa*p) / whole
			}
		}
	}
	return out
}
