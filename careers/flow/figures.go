package flow

// Figures sum a projection up.
type Figures struct {
	Exits, Hires, Promotions, Cost float64
	Headcount                      float64   // at the end
	Effective                      float64   // mean people of full output
	Attrition                      []float64 // by year: exits over the mean headcount before them, a share a year
}

// Figures are those of a projection.
func (p *Projection) Figures() Figures {
	f := Figures{}
	for _, m := range p.Months {
		f.Exits += m.Exits
		f.Hires += m.Hires
		f.Cost += m.Cost
		f.Effective += m.Effective / float64(len(p.Months))
		f.Headcount = m.Headcount
		for _, n := range m.Promoted {
			f.Promotions += n
		}
	}
	for from := 0; from < len(p.Months); from += 12 {
		f.Attrition = append(f.Attrition, yearly(p.Months[from:min(from+12, len(p.Months))]))
	}
	return f
}

// yearly is attrition as a share a year, also of less than a year's months.
func yearly(months []Month) float64 {
	exits, before := 0.0, 0.0
	for _, m := range months {
		exits += m.Exits
		before += m.Before
	}
	if before == 0 {
		return 0
	}
	return 12 * exits / before
}

// minus is the difference to other figures.
func (f Figures) minus(g Figures) Figures {
	d := Figures{
		Exits: f.Exits - g.Exits, Hires: f.Hires - g.Hires, Promotions: f.Promotions - g.Promotions, Cost: f.Cost - g.Cost,
		Headcount: f.Headcount - g.Headcount, Effective: f.Effective - g.Effective, Attrition: make([]float64, len(f.Attrition)),
	}
	for i := range f.Attrition {
		d.Attrition[i] = f.Attrition[i] - g.Attrition[i]
	}
	return d
}
