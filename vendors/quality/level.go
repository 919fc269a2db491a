package quality

import "gonum.org/v1/gonum/stat/distuv"

// CheckLevel refuses what is no level of confidence.
func CheckLevel(level float64) error {
	if !(level > 0 && level < 1) {
		return Refuse(level, "a share above 0 and below 1, such as 0.95", "level")
	}
	return nil
}

// Normal is how many standard deviations either side of its mean hold a normal
// variable with the level's probability: 1.96 for 0.95.
func Normal(level float64) float64 { return distuv.UnitNormal.Quantile((1 + level) / 2) }
