package erlang

// Point is how a queue does with one value of what is varied.
type Point struct {
	Value   float64
	Figures Figures
}

// Sweep evaluates a setting for each of several values of one of its parts: the
// curves of a workbench. The error, if any, is an [*InputError].
func Sweep(s Setting, varied Unknown, values []float64) ([]Point, error) {
	p := Problem{Setting: s, Unknown: varied}
	if _, known := unknownWords[varied]; !known {
		return nil, p.Check()
	}
	points := make([]Point, len(values))
	for i, v := range values {
		with := p.with(v)
		f, err := Evaluate(with)
		if err != nil {
			return nil, err
		}
		points[i] = Point{v, f}
	}
	return points, nil
}
