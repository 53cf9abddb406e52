"""The outer problem: searches over hyperparameters, and what they found."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["searches"],
    submod_attrs={
        "analysis.comparison": ["paired_difference", "seed_noise"],
        "continuing": ["Continuing"],
        "analysis.diagnosis": ["boundary_warning", "flatness"],
        "dimensions": ["Choice", "Distribution", "Integer", "LogUniform", "Ordered", "Uniform"],
        "exports": ["to_dataframe", "to_optuna"],
        "analysis.importance": ["losses_on_grid", "table_importance"],
        "runner": ["Runner"],
        "analysis.sampled_importance": ["forest_importance"],
        "searches.acquisition": ["expected_improvement"],
        "searches.asynchronous": ["asynchronous_halving"],
        "searches.bayes": ["bayes_search"],
        "searches.brackets": ["hyperband", "hyperband_brackets"],
        "searches.gaussian_process": ["GaussianProcess", "Posterior", "matern52"],
        "searches.grid": ["grid_configs", "grid_search"],
        "searches.halving": ["rungs", "successive_halving"],
        "searches.marginal_likelihood": ["fit_hyperparameters"],
        "searches.parzen": ["tpe_search"],
        "searches.population": ["lineage", "population_based_training"],
        "searches.randomized": ["random_search"],
        "analysis.selection_luck": ["bootstrap_best"],
        "spaces": ["Space"],
        "analysis.table": ["Table", "bench_table", "digits_table"],
        "trial_log": ["read_log"],
        "trials": ["SearchResult", "Trial"],
    },
)
