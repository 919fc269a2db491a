// Package wire connects the domains: the only place where they meet. Each asks
// for what it needs of another in an interface of its own, and gets it here. The
// program, its demonstration and the tests of the API use the same connections.
package wire

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"time"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/risk"
	"github.com/muster-wfm/muster/forecast"
	forecaststore "github.com/muster-wfm/muster/forecast/store"
	"github.com/muster-wfm/muster/internal/audit"
	auditstore "github.com/muster-wfm/muster/internal/audit/store"
	"github.com/muster-wfm/muster/internal/auth"
	authstore "github.com/muster-wfm/muster/internal/auth/store"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
	jobstore "github.com/muster-wfm/muster/internal/jobs/store"
	"github.com/muster-wfm/muster/internal/once"
	oncestore "github.com/muster-wfm/muster/internal/once/store"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/attendance"
	schedulingstore "github.com/muster-wfm/muster/scheduling/store"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/holidays"
	workforcestore "github.com/muster-wfm/muster/workforce/store"
)

// Services is the whole of the server's services over one database.
type Services struct {
	DB   *database.DB
	Data string // folder for uploaded files
	Log  *slog.Logger

	Jobs        *jobs.Service
	Audit       *audit.Log
	Auth        *auth.Service
	Once        *once.Service
	Workforce   *workforce.Service
	Forecasts   *forecast.Forecasts
	Live        *forecast.Live
	Staffing    *forecast.Staffing
	Simulations *forecast.Simulations
	Imports     *forecast.Imports
	Histories   *forecast.Histories
	Hindsight   *forecast.Hindsight
	Quality     *forecast.DataQuality
	Drivers     *forecast.Drivers
	Scheduling  *scheduling.Service
	Attendance  *attendance.Service
	Careers     api.Careers
	Adjustments *forecast.Adjustments
	Locks       *forecast.Locks
	Nightly     *forecast.Nightly
	Capacity    *forecast.CapacityPlans
	NetStaffing *forecast.NetStaffings
	Programmes  *vendors.Programmes
	Counts      *vendors.Counts
	Bookings    *vendors.Bookings
	Statements  *vendors.Statements
	judging
	Commitments *vendors.Commitments
	Hours       *vendors.Hours
	Allocations *vendors.Allocations
	Employments *attrition.Employments
	Attrition   *attrition.Explorer
	Warnings    *risk.Warnings
	Crowd       api.Crowd
	Voice       *vendors.Voice
	retention   *careers.Retention
}

// buildLimit ends a roster search that nobody ended; its time limit is far below.
const buildLimit = 2 * time.Hour

// importLimit ends the import of a file that cannot be read to its end in a day's
// work; two gigabytes take minutes.
const importLimit = 6 * time.Hour

// forecastLimit ends a forecast of many queues that does not come to an end.
const forecastLimit = time.Hour

// Version is the program's, kept with every result that it computes.
var Version = "development build"

// nightLimit ends a site's forecasts of a night before the next one comes.
const nightLimit = 12 * time.Hour

// MainTenant is the client organisation of an installation.
const MainTenant = 1

// New builds the services over an open database. It changes nothing there;
// Prepare does.
func New(db *database.DB, data string, log *slog.Logger) (*Services, error) {
	m := &Services{DB: db, Data: data, Log: log}
	var err error
	if m.Jobs, err = jobs.New(db, jobstore.New(db), jobs.WithLogger(log), jobs.WithProblems(api.JobProblem)); err != nil {
		return nil, err
	}
	m.Audit = audit.New(db, auditstore.New(db), time.Now)
	if m.Auth, err = auth.New(db, authstore.New(db), m.Audit, time.Now); err != nil {
		return nil, err
	}
	m.Once = once.New(oncestore.New(db), time.Now)
	m.Workforce = workforce.NewService(workforcestore.New(db), holidays.Seed)
	plans := forecaststore.NewPlans(db)
	layers := forecaststore.NewAdjustments(db)
	m.Adjustments = forecast.NewAdjustments(layers, m.Workforce, m.Audit)
	m.Locks = forecast.NewLocks(forecaststore.NewLocks(db), plans, m.Adjustments, m.Workforce.Employers, m.Audit)
	m.Staffing = forecast.NewStaffing(plans, plans, m.Workforce, m.Adjustments)
	m.Simulations = forecast.NewSimulations(forecaststore.NewSimulations(db), plans, m.Jobs, Version)
	m.Simulations.Workers = max(1, runtime.GOMAXPROCS(0)-1) // one core stays for whoever looks at screens
	m.Jobs.Register(forecast.SimulateKind, m.Simulations.RunJob, jobs.ReadableWith(auth.ReadDemand), jobs.TimeLimit(forecastLimit))
	intervals := forecaststore.NewIntervals(db)
	m.Histories = forecast.NewHistories(intervals, m.Workforce)
	m.Forecasts = forecast.NewForecasts(plans, m.Histories, m.Workforce, m.Jobs, Version)
	m.Drivers = forecast.NewDrivers(forecaststore.NewDrivers(db), m.Workforce, m.Workforce.Sites)
	m.Forecasts.Drivers = m.Drivers
	m.Forecasts.Workers = max(1, runtime.GOMAXPROCS(0)-1)
	m.Hindsight = forecast.NewHindsight(forecaststore.NewScored(db), plans, m.Histories, layers, m.Workforce)
	m.Jobs.Register(forecast.ScoreKind, m.Hindsight.ScoreJob, jobs.ReadableWith(auth.ReadDemand), jobs.TimeLimit(forecastLimit))
	m.Live = forecast.NewLive(plans, m.Histories, m.Workforce, m.Workforce.Queues, m.Adjustments)
	m.Live.Employers = m.Workforce.Employers
	m.Jobs.Register(forecast.RunKind, m.Forecasts.RunJob, jobs.ReadableWith(auth.ReadDemand), jobs.TimeLimit(forecastLimit))
	imports := forecaststore.NewImports(db)
	m.Quality = forecast.NewDataQuality(intervals, m.Workforce, imports)
	m.Imports = forecast.NewImports(imports, intervals, m.Workforce, m.Jobs, data)
	m.Jobs.Register(forecast.ImportKind, forecast.ThenScore(m.Jobs, m.Imports.RunJob), jobs.ReadableWith(auth.ReadDemand), jobs.TimeLimit(importLimit))
	m.Jobs.Register(forecast.UndoKind, m.Imports.RunUndoJob, jobs.ReadableWith(auth.ReadDemand), jobs.TimeLimit(importLimit))
	m.Nightly = forecast.NewNightly(forecaststore.NewNights(db), m.Forecasts, m.Workforce.Sites, m.Workforce.Queues, m.Jobs, m.Audit)
	m.Jobs.Register(forecast.NightKind, m.Nightly.RunJob, jobs.ReadableWith(auth.ReadDemand), jobs.TimeLimit(nightLimit))
	rosterStore := schedulingstore.New(db)
	m.Attendance = attendance.NewService(rosterStore, attendance.Books{Workforce: m.Workforce, People: m.Workforce.People, Sites: m.Workforce.Sites, Journal: m.Audit})
	m.Scheduling = scheduling.NewService(rosterStore, m.Workforce, demands{m.Staffing, m.Workforce}, m.Jobs, m.Audit)
	m.Simulations.Rosters = rosters{m.Scheduling}
	m.Scheduling.Services = services{m.Staffing, m.Simulations}
	m.Jobs.Register(scheduling.BuildKind, m.Scheduling.RunBuild, jobs.ReadableWith(auth.ReadRosters), jobs.TimeLimit(buildLimit))
	m.Jobs.Register(scheduling.DesignKind, m.Scheduling.RunDesign, jobs.ReadableWith(auth.ReadRosters), jobs.TimeLimit(buildLimit))
	m.Jobs.Register(scheduling.PriceKind, m.Scheduling.RunPriceRules, jobs.ReadableWith(auth.ReadRosters), jobs.TimeLimit(forecastLimit))
	m.connectCareers()
	m.Capacity = forecast.NewCapacityPlans(forecaststore.NewCapacityPlans(db), m.Forecasts, plans, m.Workforce, m.Workforce.Sites, m.Workforce.People)
	m.NetStaffing = forecast.NewNetStaffings(forecaststore.NewNetStaffings(db), plans, m.Workforce.People, presences{m.Scheduling}, m.Jobs, Version)
	m.NetStaffing.Workers = max(1, runtime.GOMAXPROCS(0)-1)
	m.Jobs.Register(forecast.NetKind, m.NetStaffing.RunJob, jobs.ReadableWith(auth.ReadDemand), jobs.TimeLimit(forecastLimit))
	m.agree(plans)
	m.owe()
	m.wireJudging()
	m.leaving()
	m.hire()
	m.assess()
	m.planCareers()
	m.crowd()
	m.gatherEvidence()
	m.hear()
	m.recur()
	return m, nil
}

// Prepare brings the schema up to date and makes the folder for files.
func (m *Services) Prepare(ctx context.Context) error {
	if err := errors.Join(m.DB.Migrate(ctx), jobs.Migrate(ctx, m.DB)); err != nil {
		return fmt.Errorf("migrate the database: %w", err)
	}
	if err := os.MkdirAll(m.Data, 0o700); err != nil {
		return fmt.Errorf("make the folder for files: %w", err)
	}
	return nil
}

// Deps is what the HTTP door opens onto.
func (m *Services) Deps() api.Deps {
	return api.Deps{
		Careers: m.Careers,
		Auth:    m.Auth, Audit: m.Audit, Jobs: m.Jobs, Workforce: m.Workforce, Scheduling: m.Scheduling, Attendance: m.Attendance,
		Forecasts: m.Forecasts, Live: m.Live, Staffing: m.Staffing, Simulations: m.Simulations, Imports: m.Imports, Histories: m.Histories, Hindsight: m.Hindsight, Quality: m.Quality,
		Drivers: m.Drivers, Adjustments: m.Adjustments, Locks: m.Locks, Nightly: m.Nightly, Capacity: m.Capacity, NetStaffing: m.NetStaffing,
		Forms: m.Forms, Evaluations: m.Evaluations, Calibrations: m.Calibrations, Standings: m.Standings,
		Programmes: m.Programmes, Commitments: m.Commitments, Hours: m.Hours, Allocations: m.Allocations,
		Counts: m.Counts, Statements: m.Statements,
		Employments: m.Employments, Attrition: m.Attrition, Warnings: m.Warnings,
		Crowd: m.Crowd, Voice: m.Voice,
		InTx: m.DB.InTx, Repeats: m.Once, Logger: m.Log, Ready: m.answers,
	}
}

// answers reports whether the database does.
func (m *Services) answers(ctx context.Context) error {
	_, err := m.Workforce.Tenant(ctx, auth.SystemScope(MainTenant))
	return err
}
