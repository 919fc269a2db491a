package consensus

import "math"

// The two loops over all votes that an iteration consists of. Two and four classes
// are written out: kept in registers they take half the time.

// multiply multiplies the joint probabilities of an item's classes by the chances of
// its votes.
func multiply(joint, chances []float64, votes []int32) {
	switch k := len(joint); k {
	case 2:
		a, b := joint[0], joint[1]
		for _, cell := range votes {
			of := (*[2]float64)(chances[int(cell)*2:])
			a, b = a*of[0], b*of[1]
		}
		joint[0], joint[1] = a, b
	case 4:
		a, b, c, d := joint[0], joint[1], joint[2], joint[3]
		for _, cell := range votes {
			of := (*[4]float64)(chances[int(cell)*4:])
			a, b, c, d = a*of[0], b*of[1], c*of[2], d*of[3]
		}
		joint[0], joint[1], joint[2], joint[3] = a, b, c, d
	default:
		for _, cell := range votes {
			of := chances[int(cell)*k:][:k]
			for c, p := range of {
				joint[c] *= p
			}
		}
	}
}

// accumulate adds the probabilities of an item's classes to the counts of its votes.
func accumulate(counts, row []float64, votes []int32) {
	switch k := len(row); k {
	case 2:
		a, b := row[0], row[1]
		for _, cell := range votes {
			of := (*[2]float64)(counts[int(cell)*2:])
			of[0] += a
			of[1] += b
		}
	case 4:
		a, b, c, d := row[0], row[1], row[2], row[3]
		for _, cell := range votes {
			of := (*[4]float64)(counts[int(cell)*4:])
			of[0] += a
			of[1] += b
			of[2] += c
			of[3] += d
		}
	default:
		for _, cell := range votes {
			of := counts[int(cell)*k:][:k]
			for c, p := range row {
				of[c] += p
			}
		}
	}
}

// logProduct is the logarithm of a product of many numbers above 0, which takes a
// logarithm only when the product is about to leave the range of floating point.
type logProduct struct{ product, sum float64 }

func (l *logProduct) times(p float64) {
	next := l.product * p
	if next < underflow || next > 1/underflow {
		l.sum += math.Log(l.product) + math.Log(p)
		next = 1
	}
	l.product = next
}

func (l *logProduct) log() float64 { return l.sum + math.Log(l.product) }
