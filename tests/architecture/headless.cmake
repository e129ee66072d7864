# SPDX-FileCopyrightText: The Airworthy authors
# SPDX-License-Identifier: GPL-3.0-or-later
cmake_minimum_required(VERSION 3.25)
# cmake -DBUILD=<build folder> -DNINJA=<ninja> -P headless.cmake
# Core, its tests and the command line are built and linked without any GUI module: asked of the
# build graph, so that nothing needs to be run or even built for the answer.

function(commands_of out)
    execute_process(COMMAND ${NINJA} -C ${BUILD} -t commands ${ARGN} OUTPUT_VARIABLE text ERROR_VARIABLE text RESULT_VARIABLE failed)
    if(failed)
        message(FATAL_ERROR "The build graph could not be read: ${text}")
    endif()
    set(${out} "${text}" PARENT_SCOPE)
endfunction()

set(gui "Qt6Gui|Qt6Widgets|QtGui|QtWidgets|Qt6Svg|libX11|libGL")
execute_process(COMMAND ${NINJA} -C ${BUILD} -t targets all OUTPUT_VARIABLE all RESULT_VARIABLE failed)
if(failed)
    message(FATAL_ERROR "The build graph could not be read.")
endif()
string(REGEX MATCHALL "(^|\n)tests/core/[a-z_/]+_test:" tests "${all}")
string(REGEX MATCHALL "(^|\n)app/cli/airworthy-cli:" cli "${all}")
list(LENGTH tests count)
list(LENGTH cli programs)
if(count LESS 20 OR NOT programs EQUAL 1)
    message(FATAL_ERROR "Found ${count} core tests and ${programs} command line programs in the build graph: nothing was proved.")
endif()
foreach(target IN LISTS tests cli)
    string(REGEX REPLACE "[\n:]" "" target "${target}")
    commands_of(text ${target})
    if(NOT text MATCHES "Qt6Core|libQt6Core")
        message(FATAL_ERROR "The commands of ${target} do not even name Qt6Core: the question was wrong.")
    endif()
    if(text MATCHES "(${gui})")
        message(FATAL_ERROR "${target} reaches for the screen: its build names ${CMAKE_MATCH_1}.")
    endif()
endforeach()

# The question itself can fail: the desktop program does name them.
if(all MATCHES "(^|\n)app/desktop/airworthy:")
    commands_of(text app/desktop/airworthy)
    if(NOT text MATCHES "(${gui})")
        message(FATAL_ERROR "The desktop program shows no GUI module either: this test would not notice one.")
    endif()
endif()
