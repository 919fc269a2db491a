package wire

import (
	"github.com/muster-wfm/muster/vendors"
	vendorstore "github.com/muster-wfm/muster/vendors/store"
)

// judging is the services by which contacts are judged.
type judging struct {
	Forms        *vendors.Forms
	Evaluations  *vendors.Evaluations
	Calibrations *vendors.Calibrations
	Standings    *vendors.Standings
}

func (m *Services) wireJudging() {
	store := vendorstore.NewQuality(m.DB)
	m.Forms = vendors.NewForms(store, m.Audit)
	m.Evaluations = vendors.NewEvaluations(store, m.Forms, m.Audit)
	m.Calibrations = vendors.NewCalibrations(store, store, m.Audit)
	m.Standings = vendors.NewStandings(store, store, m.Audit)
}
