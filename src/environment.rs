//! Environment variables as a source of flags, where clap's treatment of them would surprise. Knows no command.

use std::env;

use clap::error::{ContextKind, ContextValue};
use clap::{Arg, Command, Error};

/// A command whose flags ignore environment variables that are empty: `BILATERAL_CACHE=` counts as unset, as Compose files and
/// shells mean it.
pub fn without_empty_variables(command: Command) -> Command {
    let is_empty = |arg: &Arg| {
        let value = arg.get_env().and_then(env::var_os);
        value.is_some_and(|value| value.is_empty())
    };
    command
        .mut_args(|arg| if is_empty(&arg) { arg.env(None) } else { arg })
        .mut_subcommands(without_empty_variables)
}

/// An error about the value of a flag, with the name of the environment variable if the value comes from there.
pub fn with_variable(mut error: Error, command: &Command) -> Error {
    let Some(ContextValue::String(shown)) = error.get(ContextKind::InvalidArg) else {
        return error;
    };
    let flag = shown.split(' ').next().unwrap_or(shown).to_owned();
    let is_given = |argument: String| argument.split('=').next() == Some(&flag);
    let mut arguments = env::args_os().filter_map(|argument| argument.into_string().ok());
    if let Some(variable) = variable_of(command, &flag).filter(|_| !arguments.any(is_given)) {
        let tip = format!("the value is that of the environment variable {variable}");
        let tips = ContextValue::StyledStrs(vec![tip.into()]);
        error.insert(ContextKind::Suggested, tips);
    }
    error
}

/// The variable that sets a flag of a command or of one below it.
fn variable_of(command: &Command, flag: &str) -> Option<String> {
    let own = command.get_arguments().find(|arg| {
        arg.get_long()
            .is_some_and(|long| flag.strip_prefix("--") == Some(long))
    });
    let variable = own.and_then(Arg::get_env).and_then(|name| name.to_str());
    let mut below = command.get_subcommands();
    variable
        .map(str::to_owned)
        .or_else(|| below.find_map(|command| variable_of(command, flag)))
}
